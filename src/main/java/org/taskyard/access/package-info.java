/**
 * Who may do what.
 *
 * <p>Every request passes {@link org.taskyard.access.AccessFilter}. The matrix of routes says what
 * its path needs, and what is not in it is not served; {@link org.taskyard.access.Door} finds out
 * who sends it, by one of the ways of {@link org.taskyard.access.Authentication}, each a room of
 * its own. The {@link org.taskyard.access.Principal} is then that of the request ({@link
 * org.taskyard.access.CurrentPrincipal}); resources hand its {@link org.taskyard.access.Owner} to
 * the use cases, which put it into the statements that look something up.
 */
package org.taskyard.access;
