package org.taskyard.database.entities;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows PostgreSQL's planner expects of a query: takes about a millisecond. */
public final class ExpectedRows {

  /** Of the plan as a whole: parts of it come after it. */
  private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

  private ExpectedRows() {}

  /** Their number. */
  public static long of(TypedQuery<?> query, EntityManager database) {
    String plan =
        AroundQuery.of("EXPLAIN (FORMAT JSON) ", query, "", database).getSingleResult().toString();
    Matcher rows = ROWS.matcher(plan);
    if (!rows.find()) {
      throw new IllegalStateException("EXPLAIN (FORMAT JSON) has answered " + plan);
    }
    return Long.parseLong(rows.group(1));
  }
}
