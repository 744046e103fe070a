/**
 * Failed tasks, grouped by what went wrong.
 *
 * <p>{@link org.taskyard.search.failures.FailuresResource} is the door. {@link
 * org.taskyard.search.failures.GroupFailures} looks at the newest failed tasks that match a filter,
 * so that its cost does not grow with their number, and groups them by the database's function
 * {@code error_group} (V018__error_groups.sql). Every filter may name a group, so what is found
 * here can be searched, exported and acted on.
 */
package org.taskyard.search.failures;
