/**
 * What has to be done again and again so that the service stays as it is: rescue of tasks whose
 * holder was lost, totals folded, old first answers, runs of schedules and operations forgotten,
 * drafts of files removed; in {@link org.taskyard.upkeep.history} old tasks moved away; and in
 * {@link org.taskyard.upkeep.vitals} a look at how all this goes.
 *
 * <p>Each is a {@link org.taskyard.upkeep.Chore}: one small stateless EJB that does a bounded piece
 * of work in a transaction of its own and says when it wants to be called again. {@link
 * org.taskyard.upkeep.UpkeepTimer} finds them all and calls them in turn, on every node; nothing
 * here needs a leader that could die.
 *
 * <p>A rescue is the end of somebody else's run: the same statement with the same token as if the
 * holder had reported a failure, decided by evidence (the lease is over), never by age.
 */
package org.taskyard.upkeep;
