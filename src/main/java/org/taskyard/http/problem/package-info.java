/**
 * Problems (RFC 9457): the one form of everything that goes wrong.
 *
 * <p>{@link org.taskyard.http.problem.ProblemMapper} alone turns the kinds of refusals, and
 * failures of the database, into statuses; outside of JAX-RS {@link
 * org.taskyard.http.problem.ProblemServlet} does, for a bare status by {@link
 * org.taskyard.http.problem.StatusText}. Each {@link org.taskyard.http.problem.Problem} names a
 * page that explains it ({@link org.taskyard.http.problem.ProblemPages}). Pages themselves are only
 * read ({@link org.taskyard.http.problem.PagesAreRead}).
 */
package org.taskyard.http.problem;
