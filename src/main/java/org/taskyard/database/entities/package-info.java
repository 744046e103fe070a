/**
 * The persistence unit: made by ourselves, the same on each server. {@link
 * org.taskyard.database.entities.EntityManagers} hands out entity managers; {@link
 * org.taskyard.database.entities.ServerTransactions} joins them to the server's transactions.
 */
package org.taskyard.database.entities;
