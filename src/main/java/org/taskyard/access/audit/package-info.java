/**
 * Who changed what, and when (docs/security/audit.md).
 *
 * <p>Each use case that changes something for a caller hands it to {@link
 * org.taskyard.access.audit.Audit} in its own transaction: no change without its row, no row
 * without its change. Who makes it is the {@link org.taskyard.access.audit.Author} that {@link
 * org.taskyard.access.audit.Authors} knows for the thread; where it knows none, the change fails.
 * What the engine does with a task is in the task and its attempts, not here. What was refused is
 * gathered by {@link org.taskyard.access.audit.Denials} and written in a few rows per minute.
 * {@link org.taskyard.access.audit.SearchAudit} finds the rows. Nothing is ever changed; months
 * that are old enough are dropped by upkeep.
 */
package org.taskyard.access.audit;
