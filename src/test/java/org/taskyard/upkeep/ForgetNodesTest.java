package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class ForgetNodesTest {

  private final TestDatabase database = TestDatabase.create();
  private final ForgetNodes forget = new ForgetNodes();

  @Test
  void aNodeIsForgottenAnHourAfterItStoppedAndADayAfterItWasGone() {
    forget.sql = database.sql();
    node("serves", 0, false);
    node("stopped", 59, true);
    node("long stopped", 61, true);
    node("gone", 23 * 60, false);
    node("long gone", 25 * 60, false);
    assertThat(forget.run()).isEqualTo(2);
    assertThat(database.one("SELECT string_agg(name, ',' ORDER BY name) FROM node"))
        .isEqualTo("gone,serves,stopped");
    assertThat(forget.pauseAfter(2)).isPositive();
  }

  @Test
  void ofNodesThatAreSilentOnlyTheLatestAreKept() {
    forget.sql = database.sql();
    node("serves", 0, false);
    for (int i = 1; i <= ForgetNodes.MOST + 2; i++) {
      node("crashed " + i, i, false);
    }
    assertThat(forget.run()).isEqualTo(2);
    assertThat(database.one("SELECT count(*) FROM node WHERE name = 'serves'")).isEqualTo("1");
    assertThat(database.one("SELECT max(service_clock() - seen_at) < interval '201 min' FROM node"))
        .isEqualTo("t");
  }

  private void node(String name, int silentMinutes, boolean stopped) {
    database.run(
        """
        INSERT INTO node (name, version, started_at, seen_at, ticked_at, stopped_at, slots, busy, prefetched, drained,
                          heap_used, heap_max)
        SELECT ?, '1', at, at, at, CASE WHEN ? THEN at END, 1, 0, 0, false, 1, 1
        FROM (SELECT service_clock() - make_interval(mins => ?) AS at) AS clock
        """,
        name,
        stopped,
        silentMinutes);
  }
}
