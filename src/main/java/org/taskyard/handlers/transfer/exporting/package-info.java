/**
 * Writes the tasks that a search finds into a file.
 *
 * <p>{@link org.taskyard.handlers.transfer.exporting.ExportHandler} goes through the search page by
 * page and writes a file that nobody sees until {@link
 * org.taskyard.handlers.transfer.exporting.FinishExport} has it, only for the holder of the lease.
 * What it writes, the import reads.
 */
package org.taskyard.handlers.transfer.exporting;
