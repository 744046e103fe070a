/**
 * What the runnable jar adds to the server's HTTP engine, and a WAR cannot: {@link
 * org.taskyard.launch.wire.HttpListeners} bounds what is buffered for clients that do not read, and
 * {@link org.taskyard.launch.wire.Callers} lets the application ask whether the caller of a request
 * has gone. {@link org.taskyard.launch.wire.Presence} finds out by reading, and {@link
 * org.taskyard.launch.wire.EarlyBytes} puts back what it has read.
 */
package org.taskyard.launch.wire;
