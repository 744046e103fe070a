package org.taskyard.access.signin;

import java.util.List;

/**
 * How one can sign in here, for a page that asks who one is.
 *
 * @param auth the settings' words: {@code keys}, {@code jwt}, {@code none}
 * @param keys whether a key can be signed in with
 * @param oidc whether the pages of an issuer lead here
 * @param secure whether the browser would keep the cookie, as this request has come
 */
record Ways(List<String> auth, boolean keys, boolean oidc, boolean secure) {}
