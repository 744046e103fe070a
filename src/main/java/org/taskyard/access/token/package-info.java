/**
 * Who calls, by a token of an OpenID Connect issuer (docs/security/tokens.md).
 *
 * <p>{@link org.taskyard.access.token.TokenVerifier} takes a token apart ({@code CompactToken}),
 * checks its header, has the library verify its signature, and holds its {@code Claims} against the
 * settings; what comes out is a {@link org.taskyard.access.token.VerifiedToken}, or a {@link
 * org.taskyard.access.token.TokenRefused} with a reason and a sentence for the log.
 *
 * <p>The keys are found by {@link org.taskyard.access.token.Discovery} and kept by {@link
 * org.taskyard.access.token.SigningKeys}: the library's cache in front of {@code PublishedKeys},
 * which reads them with {@link org.taskyard.access.token.IssuerCalls} and makes a {@code Pause}
 * between two calls, whatever callers send. An issuer that is away costs nobody who has a token.
 */
package org.taskyard.access.token;
