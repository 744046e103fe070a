package org.taskyard.access.key;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;

/** Writes that keys were used now, unless another node did within the minute. */
@Stateless
public class WriteUse {

  /** A key that somebody changes at this moment can wait for the next minute. */
  private static final String WRITE =
      """
      UPDATE api_key AS k
      SET last_used_at = service_clock()
      FROM (
        SELECT key_id FROM api_key
        WHERE key_id = ANY (?::text[])
          AND coalesce(last_used_at <= service_clock() - interval '1 minute', true)
        ORDER BY key_id
        FOR UPDATE SKIP LOCKED
      ) AS used
      WHERE k.key_id = used.key_id
      """;

  @Inject Sql sql;

  /** Writes that the keys of these ids were used now. */
  public void write(Collection<String> ids) {
    sql.update("The use of keys cannot be noted", WRITE, SqlArray.texts(ids));
  }
}
