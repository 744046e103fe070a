package org.taskyard.secrecy;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.taskyard.database.Sql;

/**
 * Reads what handlers mask and encrypt: a small table, and of it the few rows that say something.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReadRules {

  private static final String READ =
      "SELECT name, masked, encrypted FROM handler WHERE masked <> '[]' OR encrypted <> '[]'";

  @Inject private Sql sql;

  /** The rules of those handlers that have some, by their names. */
  public Map<String, Rules> read() {
    Map<String, Rules> rules = new HashMap<>();
    sql.each(
        "What handlers mask cannot be read",
        READ,
        row -> rules.put(row.getString(1), Rules.ofJson(row.getString(2), row.getString(3))));
    return rules;
  }
}
