package org.taskyard.access.session;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.settings.SessionSettings;
import org.taskyard.settings.Settings;

/** Begins a session, and ends the one that the same browser had before. */
@Stateless
public class BeginSession {

  private static final String BEGIN =
      """
      WITH clock AS MATERIALIZED (
        SELECT service_clock() AS now
      ), before AS (
        DELETE FROM browser_session WHERE secret_hash = ?
      )
      INSERT INTO browser_session (secret_hash, signed_in_by, signed_in_as, generation, name, tenant, user_id, roles, handlers,
                                   created_at, last_seen_at, idle_ends_at, ends_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::text[],
             now, now, now + make_interval(secs => ?), least(now + make_interval(secs => ?), ?::timestamptz)
      FROM clock
      """;

  @Inject Sql sql;
  @Inject Settings settings;

  /**
   * Begins it.
   *
   * @param before the cookie that the browser had; null if it had none
   * @return the value of its new cookie
   */
  public String begin(SignIn who, String before) {
    String value = SessionCookie.random();
    SessionSettings lengths = settings.access().session();
    sql.update(
        "The session cannot be begun",
        BEGIN,
        SessionCookie.hash(before).orElse(null),
        SessionCookie.hash(value).orElseThrow(),
        who.by().name(),
        who.as(),
        who.generation(),
        who.name(),
        who.tenant() == null ? Owner.NO_TENANT : who.tenant(),
        who.userId(),
        SqlArray.texts(who.roles()),
        who.handlers() == null ? null : SqlArray.texts(who.handlers()),
        (double) lengths.idle().toSeconds(),
        (double) lengths.longest().toSeconds(),
        who.until());
    return value;
  }
}
