/**
 * Who runs which task until when. The queue holds one narrow row for each task that is not
 * finished; a row with a token is leased, and its task is running.
 *
 * <p>A holder, be it a node or a remote worker, claims tasks and ends runs by {@link
 * org.taskyard.execution.lease.ExchangeTasks}, and keeps its leases by {@link
 * org.taskyard.execution.lease.RenewLeases}. The token is new at each claim, and every statement
 * about a run names it: what comes from a holder that has lost its lease meanwhile finds no row,
 * and changes nothing. Only the database's clock decides.
 *
 * <p>Lock order, here and everywhere: the queue first, then the task, several by task_id. A claim
 * waits for nobody.
 *
 * <p>Conditions on the token say {@code IS NOT DISTINCT FROM}: an equality would let the planner
 * reach for the partial index on leased rows, which starts with another column, instead of the
 * primary key.
 */
package org.taskyard.execution.lease;
