/**
 * Files over HTTP: {@link org.taskyard.file.FileResource} is the door.
 *
 * <p>An upload is stored by {@link org.taskyard.file.StoreFile}: read as it comes, whole or not at
 * all. A {@link org.taskyard.file.Download} goes out chunk by chunk, always as an attachment: what
 * callers store here is never run by a browser under this service's name.
 *
 * <p>Behind it, {@link org.taskyard.file.content} is what a file is and how it is written and read
 * by whoever needs one, handlers above all; {@link org.taskyard.file.search} finds files.
 */
package org.taskyard.file;
