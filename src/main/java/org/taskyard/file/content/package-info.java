/**
 * What a file is: kept in the database, so that every node sees it, and never changed.
 *
 * <p>Whoever makes one, an upload or a handler, writes a {@link
 * org.taskyard.file.content.FileDraft}: a row that nobody sees yet, with chunks of 256 KiB added in
 * short transactions, so that neither a large file nor a slow caller holds memory, a transaction or
 * a connection. Finishing gives the row its size and digest and makes it a file: whole or not there
 * at all. Drafts that nobody finishes are swept a day later.
 *
 * <p>It is read the same way, one chunk at a time ({@link org.taskyard.file.content.FileContent}).
 */
package org.taskyard.file.content;
