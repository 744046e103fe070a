package org.taskyard.upkeep.vitals;

import java.util.Map;

/**
 * How database and queue are, at one moment. Times are in seconds, 0 if there is nothing of the
 * kind.
 *
 * @param oldestTransaction how long the oldest transaction in the database has been open
 * @param holder who holds it open; null if there is none
 * @param slotBytes how much of the write-ahead log the replication slot keeps that keeps most
 * @param slotTransactions how many transactions ago began what a replication slot holds vacuum back
 *     to
 * @param slot the one that keeps most of the log; null if there is none
 * @param overdueLease how long the oldest lease has been over without a rescue
 * @param dueServed how long the longest waiting due task has waited, of handlers that are served
 * @param dueUnserved the same of handlers that nobody serves
 * @param duePaused the same of paused handlers
 * @param unfolded changes of totals that are not folded yet; counted up to {@link
 *     TakeVitals#MOST_COUNTED}
 * @param overdueAnswers how long the oldest first answer to an Idempotency-Key has been kept over
 *     its 24 hours
 * @param withoutAutovacuum tables that are rewritten all the time, and not vacuumed by PostgreSQL
 * @param deadRows by table, as PostgreSQL estimates them
 */
public record Vitals(
    double oldestTransaction,
    String holder,
    double slotBytes,
    double slotTransactions,
    String slot,
    double overdueLease,
    double dueServed,
    double dueUnserved,
    double duePaused,
    double unfolded,
    double overdueAnswers,
    double withoutAutovacuum,
    Map<String, Double> deadRows) {}
