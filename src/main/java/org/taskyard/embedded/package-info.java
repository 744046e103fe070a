/**
 * The PostgreSQL that Taskyard runs itself when no other is named.
 *
 * <p>{@link org.taskyard.embedded.EmbeddedDatabase} is the only door. It takes the lock of the data
 * directory, so that there is one Taskyard on it; stops the PostgreSQL that a killed Taskyard has
 * left running, or waits for the end of one that it cannot see; unpacks the program; makes the
 * cluster, if there is none; starts it; starts it again when it has ended by itself ({@link
 * org.taskyard.embedded.PostmasterWatch}); and stops it at the end. Data is never deleted here, and
 * nothing that makes it durable is ever switched off.
 *
 * <pre>
 * taskyard-data/
 *   taskyard.lock       held by the running Taskyard; holds its process id
 *   password            of the database's user, made at the first start
 *   program-<i>hash</i>/      PostgreSQL itself
 *   postgresql/         the cluster, with its log in log/
 *   postgresql.lock     held by PostgreSQL itself, in every container
 *   reserve             room on the disk for recovery
 *   start.log           what PostgreSQL says before that log is open
 *   server-<i>id</i>/          a running server, unpacked by the runnable jar; held by a lock in it
 *   server.lock         held while one of these is made or removed
 * </pre>
 */
package org.taskyard.embedded;
