/**
 * The database: how it is reached, its schema, its clock, and what happens while it is away.
 *
 * <p>{@link org.taskyard.database.TaskyardDataSource} connects to the PostgreSQL that is named, or
 * to the embedded one. At the start {@link org.taskyard.database.Migrations} defines the three
 * pools and brings the schema up to date before any other bean may use it. {@link
 * org.taskyard.database.ExactMoments} and {@link org.taskyard.database.InstantConverter} bind and
 * read moments of all years; {@link org.taskyard.database.ServiceClock} is the only clock that
 * decides. {@link org.taskyard.database.Sql} runs statements; one that fails is a {@link
 * org.taskyard.database.StatementFailed}. {@link org.taskyard.database.Outage} recognizes a
 * database that is away, and reports it once.
 */
package org.taskyard.database;
