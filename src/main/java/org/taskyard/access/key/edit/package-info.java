/**
 * Making and changing keys over HTTP.
 *
 * <p>{@link org.taskyard.access.key.edit.KeyResource} is the door; {@link
 * org.taskyard.access.key.edit.EditKeys} and {@link org.taskyard.access.key.edit.ViewKeys} are
 * behind it, with the row of an {@link org.taskyard.access.key.edit.ApiKey}. A secret leaves only
 * in the answer that has made it. Nobody gets further by a key than it is already: {@link
 * org.taskyard.access.key.edit.Grants} says what a caller may give, and which keys it may touch.
 */
package org.taskyard.access.key.edit;
