/**
 * What the runnable jar adds to the server's HTTP engine, and a WAR cannot; {@link
 * org.taskyard.launch.wire.HttpListeners} puts it there.
 *
 * <p>Callers who are slow must not take the threads of others (docs/adr/0028): {@link
 * org.taskyard.launch.wire.GatherBodies} waits for small bodies without a thread, and lets large
 * ones stand in line for {@link org.taskyard.launch.wire.Turns}; {@link
 * org.taskyard.launch.wire.SlowCallers} cuts off whoever does not keep {@link
 * org.taskyard.launch.wire.Pace}. {@link org.taskyard.launch.wire.ConnectionsPerAddress} bounds
 * connections.
 *
 * <p>Callers who have gone (docs/adr/0019): {@link org.taskyard.launch.wire.Callers} lets the
 * application ask. {@link org.taskyard.launch.wire.Presence} finds out by reading, and {@link
 * org.taskyard.launch.wire.EarlyBytes} puts back what it has read.
 */
package org.taskyard.launch.wire;
