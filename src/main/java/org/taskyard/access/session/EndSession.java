package org.taskyard.access.session;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.taskyard.database.Sql;

/** Ends a session, on all nodes within a second. */
@Stateless
public class EndSession {

  private static final String END =
      "DELETE FROM browser_session WHERE secret_hash = ? RETURNING signed_in_by";

  @Inject Sql sql;

  /**
   * Ends that of a cookie.
   *
   * @return how it was signed in; empty if there is none, or no more
   */
  public Optional<SignIn.By> end(String cookie) {
    return SessionCookie.hash(cookie).flatMap(this::end);
  }

  private Optional<SignIn.By> end(byte[] hash) {
    return sql
        .query("The session cannot be ended", END, row -> SignIn.By.valueOf(row.getString(1)), hash)
        .stream()
        .findFirst();
  }
}
