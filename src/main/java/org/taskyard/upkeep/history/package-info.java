/**
 * How tasks become history, and how history ends (docs/history.md).
 *
 * <p>Live tasks and history are one table, partitioned by the month in which a task became history
 * ({@link org.taskyard.upkeep.history.AddHistoryMonths} makes these ahead of time). {@link
 * org.taskyard.upkeep.history.HistorizeHandler} is a handler like any other: it moves what was
 * finished long enough ago, piece by piece, and drops whole months that are old enough. A schedule
 * may run it; {@link org.taskyard.upkeep.history.StartHistorizing} makes sure that somebody does.
 */
package org.taskyard.upkeep.history;
