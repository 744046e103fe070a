package org.taskyard.database.pool;

import java.util.List;
import java.util.stream.Stream;

/**
 * Connections for searches: they only read, and the planner treats their statements differently
 * (docs/performance.md has the figures).
 */
public class SearchDataSource extends TaskyardDataSource {

  private static final long serialVersionUID = 1L;

  /**
   * What a caller asks for decides the plan (a rare user, a common one), so each execution is
   * planned for its values. Leases are looked up, not gathered beforehand and compared with every
   * task: that was 264 ms for the first two pending tasks, where there were 2,000 leases instead of
   * the one that was expected.
   */
  static final List<String> SETTINGS =
      Stream.concat(
              TaskyardDataSource.SETTINGS.stream(),
              Stream.of(
                  "default_transaction_read_only = on",
                  "plan_cache_mode = force_custom_plan",
                  "enable_material = off"))
          .toList();

  @Override
  protected List<String> settings() {
    return SETTINGS;
  }
}
