/**
 * Connections. {@link org.taskyard.database.pool.Pools} has all ways to the database: the data
 * source that the administrator names ({@link org.taskyard.database.pool.GivenPool}), or three
 * pools of our own in the server, for writing, searching and counting.
 */
package org.taskyard.database.pool;
