/**
 * How an operation is run: as a task of {@link org.taskyard.operation.run.OperateHandler}.
 *
 * <p>{@link org.taskyard.operation.run.FindItems} finds the next tasks, {@link
 * org.taskyard.operation.run.ActOnItems} acts on them by the use cases of single calls. What became
 * of each, and the place where the next chunk begins, commit with the acts themselves, and only
 * while the run holds its lease: so nothing is done twice, whatever is killed.
 */
package org.taskyard.operation.run;
