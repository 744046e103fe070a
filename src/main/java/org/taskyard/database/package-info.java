/**
 * The database: how it is reached, its schema, its clock, and what happens while it is away.
 *
 * <p>Room {@code pool} has the connections, room {@code entities} the persistence unit. At the
 * start {@link org.taskyard.database.Migrations} brings the schema up to date before any other bean
 * may use it. {@link org.taskyard.database.InstantConverter} binds and reads moments of all years;
 * {@link org.taskyard.database.ServiceClock} is the only clock that decides. {@link
 * org.taskyard.database.Sql} runs statements; one that fails is a {@link
 * org.taskyard.database.StatementFailed}. {@link org.taskyard.database.Outage} recognizes a
 * database that is away, and reports it once.
 */
package org.taskyard.database;
