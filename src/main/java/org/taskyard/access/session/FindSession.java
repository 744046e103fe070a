package org.taskyard.access.session;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.taskyard.database.Sql;
import org.taskyard.settings.Settings;

/** Finds a session that has not ended. */
@Dependent
public class FindSession {

  private static final String FAILED = "The session cannot be looked up";

  private static final String FIND =
      """
      SELECT number, signed_in_by, signed_in_as, generation, name, nullif(tenant, '') AS tenant, user_id, roles, handlers,
             created_at, idle_ends_at, ends_at, last_seen_at <= now - interval '1 minute' AS unseen
      FROM browser_session, (SELECT service_clock() AS now) AS clock
      WHERE idle_ends_at > now AND ends_at > now AND """;

  private static final String BY_COOKIE = FIND + " secret_hash = ?";
  private static final String BY_NUMBER = FIND + " number = ?";

  /** At most once a minute, however many requests and nodes there are. */
  private static final String SEEN =
      """
      UPDATE browser_session
      SET last_seen_at = now, idle_ends_at = now + make_interval(secs => ?)
      FROM (SELECT service_clock() AS now) AS clock
      WHERE secret_hash = ? AND last_seen_at <= now - interval '1 minute' AND idle_ends_at > now
      """;

  private record Found(Session session, boolean unseen) {}

  private final Sql sql;
  private final Settings settings;

  @Inject
  FindSession(Sql sql, Settings settings) {
    this.sql = sql;
    this.settings = settings;
  }

  /**
   * By its cookie, for a request: that it is in use is noted.
   *
   * @throws org.taskyard.database.StatementFailed if the database does not say
   */
  Optional<Session> use(byte[] hash) {
    Optional<Found> found = look(BY_COOKIE, hash);
    if (found.filter(Found::unseen).isPresent()) {
      double idle = settings.access().session().idle().toSeconds();
      sql.update("The use of a session cannot be noted", SEEN, idle, hash);
      found = look(BY_COOKIE, hash);
    }
    return found.map(Found::session);
  }

  /** By its number, for what goes on after its request: that is no use of it. */
  Optional<Session> find(long number) {
    return look(BY_NUMBER, number).map(Found::session);
  }

  private Optional<Found> look(String statement, Object which) {
    return sql.query(FAILED, statement, FindSession::read, which).stream().findFirst();
  }

  private static Found read(ResultSet row) throws SQLException {
    SignIn who =
        new SignIn(
            SignIn.By.valueOf(row.getString("signed_in_by")),
            row.getString("signed_in_as"),
            row.getInt("generation"),
            row.getString("name"),
            row.getString("tenant"),
            row.getString("user_id"),
            texts(row.getArray("roles")),
            texts(row.getArray("handlers")),
            row.getTimestamp("ends_at").toInstant());
    return new Found(
        new Session(
            row.getLong("number"),
            who,
            row.getTimestamp("created_at").toInstant(),
            row.getTimestamp("idle_ends_at").toInstant()),
        row.getBoolean("unseen"));
  }

  private static Set<String> texts(Array column) throws SQLException {
    return column == null ? null : Set.of((String[]) column.getArray());
  }
}
