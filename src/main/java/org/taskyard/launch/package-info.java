/**
 * Starts Taskyard from the runnable jar. Not part of the WAR: these classes stand at the root of
 * {@code taskyard.jar}, in front of the server.
 *
 * <p>{@link org.taskyard.launch.Main} checks what can be checked in a moment (settings, port, who
 * may call), boots Payara Micro with the WAR inside, unpacked under the data directory ({@link
 * org.taskyard.launch.ServerDirectory}), and then either says where everything is, or says in one
 * sentence why it does not start, and ends with 1.
 */
package org.taskyard.launch;
