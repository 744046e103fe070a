/**
 * What an operator should know before it hurts (docs/operations.md): a transaction that is never
 * closed, tables that are not vacuumed, leases that nobody rescues, tasks that nobody takes.
 *
 * <p>{@link org.taskyard.upkeep.vitals.TakeVitals} looks every fifteen seconds, so that it costs
 * the same however often somebody asks; {@link org.taskyard.upkeep.vitals.Watchdog} keeps what it
 * saw for {@code /metrics} and warns of what makes a database slow for days.
 */
package org.taskyard.upkeep.vitals;
