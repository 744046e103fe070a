/**
 * Files over HTTP: {@link org.taskyard.file.FileResource} is the door.
 *
 * <p>An upload is stored by {@link org.taskyard.file.StoreFile}: read as it comes, whole or not at
 * all. A {@link org.taskyard.file.Download} goes out chunk by chunk, always as an attachment: what
 * callers store here is never run by a browser under this service's name. {@link
 * org.taskyard.file.SearchFiles} finds files by what is known of them.
 *
 * <p>Behind it, {@link org.taskyard.file.content} is what a file is and how it is written and read
 * by whoever needs one, handlers above all.
 */
package org.taskyard.file;
