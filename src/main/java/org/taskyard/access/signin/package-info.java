/**
 * How a browser signs in and out (docs/security/sign-in.md).
 *
 * <p>{@link org.taskyard.access.signin.SessionResource} signs in by a key, which the door
 * recognizes. {@link org.taskyard.access.signin.SignInResource} sends the browser to the pages of
 * an issuer (OpenID Connect, code flow with PKCE) and takes in what comes back: the browser keeps
 * the {@code Attempt} meanwhile, {@code ExchangeCode} gets tokens for the code, and what they say
 * becomes a session of room access.session. {@code Reached} tells whether a browser would keep its
 * cookie at all, and {@code ReturnPath} that it ends at a page of ours.
 *
 * <p>{@link org.taskyard.access.signin.MeResource} tells callers of every kind who they are.
 */
package org.taskyard.access.signin;
