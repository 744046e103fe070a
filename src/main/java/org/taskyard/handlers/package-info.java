/**
 * The handlers that every node brings along (docs/handlers-built-in.md).
 *
 * <p>{@link org.taskyard.handlers.ImportHandler} makes tasks of the rows of a file: {@link
 * org.taskyard.handlers.RowReader} reads them one by one, {@link org.taskyard.handlers.ImportRows}
 * writes a chunk of them together with the place where the next one begins, in one transaction that
 * only the holder of the lease can commit. So a crash costs the chunk under way and nothing is
 * imported twice.
 *
 * <p>{@link org.taskyard.handlers.ExportHandler} goes through a search page by page and writes a
 * file that nobody sees until {@link org.taskyard.handlers.FinishExport} has it, again only for the
 * holder of the lease. What it writes, the import reads.
 *
 * <p>What goes in and out of an EJB is public: the server's proxies of it have no access to more.
 */
package org.taskyard.handlers;
