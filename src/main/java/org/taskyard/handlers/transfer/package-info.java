/**
 * Tasks in files: the rows that {@link org.taskyard.handlers.transfer.exporting} writes and {@link
 * org.taskyard.handlers.transfer.importing} reads.
 *
 * <p>A {@link org.taskyard.handlers.transfer.RowFormat} is NDJSON or CSV. Its {@link
 * org.taskyard.handlers.transfer.RowReader} hands out one row at a time; a row that is no task is a
 * row with a fault, and costs no other: {@link org.taskyard.handlers.transfer.Lines} passes over
 * what cannot be read, in bounded memory, and {@link org.taskyard.handlers.transfer.CsvRecords}
 * goes on at the next line behind a quote that is out of place. Both read {@link
 * org.taskyard.handlers.transfer.TextBytes}, where it stands what a line end is.
 */
package org.taskyard.handlers.transfer;
