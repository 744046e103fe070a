/**
 * The WAR on the application servers of docs/servers.md: {@code mvn verify -Pservers}. Each {@link
 * org.taskyard.servers.AppServer} does what an administrator types; {@link
 * org.taskyard.servers.Acceptance} calls every operation.
 */
package org.taskyard.servers;
