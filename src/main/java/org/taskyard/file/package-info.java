/**
 * Files that handlers read and write, kept in the database so that every node sees them.
 *
 * <p>A file comes in ({@link org.taskyard.file.StoreFile}) or is written by a handler as a {@link
 * org.taskyard.file.FileDraft}: a row that nobody sees yet, with chunks of 256 KiB added in short
 * transactions, so that neither a large file nor a slow caller holds memory, a transaction or a
 * connection. Finishing gives the row its size and digest and makes it a file: whole or not there
 * at all. Drafts that nobody finishes are swept a day later.
 *
 * <p>A file never changes. It goes out chunk by chunk ({@link org.taskyard.file.FileContent}),
 * always as an attachment: what callers store here is never run by a browser under this service's
 * name.
 */
package org.taskyard.file;
