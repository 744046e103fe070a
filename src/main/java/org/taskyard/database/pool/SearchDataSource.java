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
   *
   * <p>A page somewhere in a table costs hardly more than the next one, as it is on solid-state
   * disks and in memory. By PostgreSQL's default, four times as much, the planner read all index
   * entries of a tenant to visit fewer rows of one user: 0.57 ms for a count instead of 0.12.
   */
  static final List<String> SETTINGS =
      Stream.concat(
              TaskyardDataSource.SETTINGS.stream(),
              Stream.of(
                  "default_transaction_read_only = on",
                  "plan_cache_mode = force_custom_plan",
                  "enable_material = off",
                  "random_page_cost = 1.1"))
          .toList();

  @Override
  protected List<String> settings() {
    return SETTINGS;
  }
}
