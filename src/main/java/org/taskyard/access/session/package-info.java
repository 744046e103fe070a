/**
 * Who calls, by having signed in with a browser (docs/security/sign-in.md).
 *
 * <p>Room access.signin finds out who that is and makes a {@link
 * org.taskyard.access.session.SignIn} of it, for which {@link
 * org.taskyard.access.session.BeginSession} writes a row (V015__sessions.sql). The browser gets a
 * random id in a cookie ({@link org.taskyard.access.session.SessionCookie}), of which the row has
 * only the hash; the tokens of an issuer never reach the browser.
 *
 * <p>{@link org.taskyard.access.session.SessionAuthentication} is the way by which the door then
 * recognizes it: {@link org.taskyard.access.session.FindSession} looks the row up, at most once a
 * second on each node, so that {@link org.taskyard.access.session.EndSession} holds everywhere
 * within a second. Nothing of this is in the server's own session.
 */
package org.taskyard.access.session;
