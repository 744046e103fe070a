/**
 * Makes tasks of the rows of a file.
 *
 * <p>{@link org.taskyard.handlers.transfer.importing.ImportHandler} reads them one by one; {@link
 * org.taskyard.handlers.transfer.importing.ImportRows} writes a chunk of them together with the
 * place where the next one begins, in one transaction that only the holder of the lease can commit.
 * So a crash costs the chunk under way and nothing is imported twice. Nor is it when a client runs
 * an ended import again: {@link org.taskyard.handlers.transfer.importing.RowIds} always gives a row
 * the same id.
 *
 * <p>What goes in and out of an EJB is public: the server's proxies of it have no access to more.
 */
package org.taskyard.handlers.transfer.importing;
