/**
 * The PostgreSQL that Taskyard runs itself when no other is named.
 *
 * <p>{@link org.taskyard.platform.embedded.EmbeddedDatabase} is the only door. It takes the lock of
 * the data directory, so that there is one Taskyard on it; stops the PostgreSQL that a killed
 * Taskyard has left running; unpacks the program; makes the cluster, if there is none; starts it;
 * and stops it at the end. Data is never deleted here, and nothing that makes it durable is ever
 * switched off.
 *
 * <pre>
 * taskyard-data/
 *   taskyard.lock       held by the running Taskyard; holds its process id
 *   password            of the database's user, made at the first start
 *   program-<i>hash</i>/      PostgreSQL itself
 *   postgresql/         the cluster, with its log in log/
 *   start.log           what PostgreSQL says before that log is open
 * </pre>
 */
package org.taskyard.platform.embedded;
