/**
 * Problems for what never reaches the application: requests that the HTTP engine or the servlet
 * container refuse by themselves, and answer without a body.
 *
 * <p>{@link org.taskyard.launch.wire.WireProblems} puts two filters around the engine's codec:
 * {@link org.taskyard.launch.wire.CodecErrors} on the side of the network, for bytes that are no
 * request, and {@link org.taskyard.launch.wire.ContainerErrors} on the side of the application, for
 * requests that no application gets to see; and bounds what the engine gathers for clients that do
 * not read. Only in the runnable jar: a WAR does not reach into its server.
 *
 * <p>{@link org.taskyard.launch.wire.Callers} lets the application ask whether the caller of a
 * request has gone; {@link org.taskyard.launch.wire.Presence} finds out by reading, and {@link
 * org.taskyard.launch.wire.EarlyBytes} keeps what was read in its place.
 */
package org.taskyard.launch.wire;
