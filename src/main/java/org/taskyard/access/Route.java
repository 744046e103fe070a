package org.taskyard.access;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A line of the {@link Matrix}: what a method at a path needs.
 *
 * @param method of HTTP; GET is HEAD, too
 * @param path within the application; {@code {id}} stands for one segment, {@code [/{id}]} for one
 *     that may be missing, {@code **} for all below
 * @param guard who is let in
 * @param scopes the scopes of which one is needed; empty: none
 * @param whose what the caller's owner rule means here
 * @param insisting a query parameter that needs a further scope when it is set; null for none
 * @param further that scope
 */
record Route(
    String method,
    String path,
    Guard guard,
    Set<Scope> scopes,
    Whose whose,
    String insisting,
    Scope further) {

  /** Who is let in. */
  enum Guard {
    /** Everybody, unasked. */
    OPEN,
    /** Whoever has shown who it is. */
    KNOWN,
    /** Whoever has one of the scopes. */
    SCOPED
  }

  /** What a caller without {@code task:all-users} reaches. */
  enum Whose {
    /** What belongs to its user. */
    OWN,
    /** The handlers that its key names. */
    HANDLERS,
    /** Nothing there belongs to users. */
    NOBODYS,
    /** Nothing there belongs to tenants: theirs are not let in. */
    INSTALLATIONS
  }

  static Route of(String method, String path, Guard guard, Set<Scope> scopes, Whose whose) {
    return new Route(method, path, guard, scopes, whose, null, null);
  }

  /** The same, which needs a further scope if a query parameter is set. */
  Route and(String parameter, Scope scope) {
    return new Route(method, path, guard, scopes, whose, parameter, scope);
  }

  Pattern pattern() {
    String pattern =
        Pattern.quote(path)
            .replace("[/{id}]", "\\E(/[^/]*)?\\Q")
            .replaceAll("\\{[a-z]+}", "\\\\E[^/]+\\\\Q")
            .replace("**", "\\E.*\\Q");
    return Pattern.compile(pattern);
  }
}
