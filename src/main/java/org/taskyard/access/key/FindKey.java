package org.taskyard.access.key;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.taskyard.access.Principal;
import org.taskyard.access.Roles;
import org.taskyard.database.Sql;
import org.taskyard.json.Json;

/** Looks a key up by its id, with what is good at this moment by the clock of the service. */
@Dependent
public class FindKey {

  private static final String FIND =
      """
      SELECT key_id, tenant, user_id, (roles || scopes)::text AS words, handlers::text AS handlers, generation,
             secret_hash, previous_hash, previous_until, expires_at,
             coalesce(previous_until > service_clock(), false) AS previous_is_good,
             revoked_at IS NOT NULL AS revoked,
             coalesce(expires_at <= service_clock(), false) AS expired
      FROM api_key
      WHERE key_id = ?
      """;

  private final Sql sql;
  private final Roles roles;

  @Inject
  FindKey(Sql sql, Roles roles) {
    this.sql = sql;
    this.roles = roles;
  }

  /**
   * The key as it is now; empty if there is none of that id.
   *
   * @throws org.taskyard.database.StatementFailed if the database does not say
   */
  Optional<StoredKey> find(String id) {
    return sql.query("A key cannot be looked up", FIND, this::read, id).stream().findFirst();
  }

  private StoredKey read(ResultSet row) throws SQLException {
    Principal holder =
        new Principal(
                Principal.Kind.KEY,
                row.getString("key_id"),
                row.getString("user_id"),
                roles.scopes(words(row.getString("words"))),
                row.getString("handlers") == null
                    ? null
                    : Set.copyOf(words(row.getString("handlers"))),
                moment(row, "expires_at"),
                row.getInt("generation"))
            .of(row.getString("tenant"));
    return new StoredKey(
        row.getBytes("secret_hash"),
        row.getBytes("previous_hash"),
        moment(row, "previous_until"),
        row.getBoolean("previous_is_good"),
        row.getBoolean("revoked"),
        row.getBoolean("expired"),
        holder);
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    Timestamp moment = row.getTimestamp(column);
    return moment == null ? null : moment.toInstant();
  }

  private static List<String> words(String json) {
    List<String> words = new ArrayList<>();
    for (JsonNode word : Json.stored(json)) {
      words.add(word.textValue());
    }
    return words;
  }
}
