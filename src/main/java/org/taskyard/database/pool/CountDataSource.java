package org.taskyard.database.pool;

import java.util.List;
import java.util.stream.Stream;

/**
 * Connections for totals that are counted task by task: those for searches, on which the server
 * itself ends what takes too long, exact to the millisecond. Without a transaction for the bound, a
 * count costs one round trip instead of three.
 */
public class CountDataSource extends SearchDataSource {

  private static final long serialVersionUID = 1L;

  /** Beyond it the total is estimated, so that a page with totals stays below 100 ms. */
  private static final int BUDGET_MS = 50;

  static final List<String> SETTINGS =
      Stream.concat(
              SearchDataSource.SETTINGS.stream(), Stream.of("statement_timeout = " + BUDGET_MS))
          .toList();

  @Override
  protected List<String> settings() {
    return SETTINGS;
  }
}
