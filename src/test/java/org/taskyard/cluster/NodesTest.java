package org.taskyard.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.audit.Audit;
import org.taskyard.execution.node.Hints;
import org.taskyard.support.TestDatabase;

/**
 * How nodes are, as the view node_list has it, by a clock that is moved; and what they are asked.
 */
class NodesTest {

  private static final TestDatabase database = TestDatabase.create();

  private final WriteReport report = new WriteReport();
  private final DrainNode drain = new DrainNode();
  private final List<String> recorded = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void begin() {
    database.run("DELETE FROM task");
    database.run("DELETE FROM node");
    report.sql = database.sql();
    drain.sql = database.sql();
    drain.audit =
        new Audit() {
          @Override
          public void record(String action, Object id, Object before, Object after) {
            recorded.add(action + " " + id + " " + before + " " + after);
          }
        };
    drain.hints =
        new Hints() {
          @Override
          public void ask(String node) {
            told.add(node);
          }
        };
  }

  @Test
  void aNodeServesUntilItMissesThreeReports() {
    report("a", false);
    database.moveClock(Duration.ofSeconds(29));
    assertThat(state("a")).isEqualTo("serving");
    database.moveClock(Duration.ofSeconds(2));
    assertThat(state("a")).isEqualTo("gone");
    report("a", false);
    assertThat(state("a")).isEqualTo("serving");
  }

  @Test
  void aReportTakesThePlaceOfTheOneBeforeAndKeepsTheStart() {
    report.write(new NodeReport("a", "1.0", 5_000, 0, 8, 1, 0, false, 10, 100));
    String started = database.one("SELECT started_at FROM node_list");
    database.moveClock(Duration.ofSeconds(10));
    report.write(new NodeReport("a", "1.0", 99_000, 2_000, 8, 7, 3, false, 50, 100));
    assertThat(database.one("SELECT started_at FROM node_list")).isEqualTo(started);
    assertThat(
            database.one("SELECT (slots, busy, prefetched, heap_used, heap_max)::text FROM node"))
        .isEqualTo("(8,7,3,50,100)");
    assertThat(database.one("SELECT seen_at - ticked_at FROM node_list")).isEqualTo("00:00:02");
  }

  @Test
  void aNodeThatIsAskedDrainsAndIsDrainedWhenItHoldsNothing() {
    lease("a", Duration.ofMinutes(1));
    assertThat(report("a", false)).isFalse();
    drain.drain("a", true);
    assertThat(state("a")).isEqualTo("draining");
    assertThat(report("a", false)).isTrue();
    report("a", true);
    assertThat(state("a")).isEqualTo("draining");
    database.run("DELETE FROM task");
    assertThat(state("a")).isEqualTo("drained");

    drain.drain("a", false);
    assertThat(report("a", true)).isFalse();
    report("a", false);
    assertThat(state("a")).isEqualTo("serving");
    assertThat(told).containsExactly("a", "a");
    assertThat(recorded)
        .containsExactly(
            "node.drain a {drain=false} {drain=true}", "node.resume a {drain=true} {drain=false}");
  }

  @Test
  void whatIsAskedAlreadyIsNoChange() {
    report("a", false);
    drain.drain("a", false);
    drain.drain("a", true);
    drain.drain("a", true);
    assertThat(recorded).containsExactly("node.drain a {drain=false} {drain=true}");
    assertThat(told).containsExactly("a");
  }

  @Test
  void whoIsGoneOrWasNeverThereIsAskedNothing() {
    report("a", false);
    report("b", false);
    report.stop("b");
    database.moveClock(Duration.ofSeconds(31));
    assertThatThrownBy(() -> drain.drain("a", true)).isInstanceOf(NodeErrors.NodeIsGone.class);
    assertThatThrownBy(() -> drain.drain("b", true)).isInstanceOf(NodeErrors.NodeIsGone.class);
    assertThatThrownBy(() -> drain.drain("c", true)).isInstanceOf(NodeErrors.NodeNotFound.class);
    assertThat(database.one("SELECT count(*) FROM node WHERE drain")).isEqualTo("0");
    assertThat(recorded).isEmpty();
  }

  @Test
  void aNodeThatStopsDrainsUntilItHoldsNothing() {
    lease("a", Duration.ofMinutes(1));
    report("a", false);
    report.stop("a");
    assertThat(state("a")).isEqualTo("draining");
    database.run("DELETE FROM task");
    assertThat(state("a")).isEqualTo("stopped");
    database.moveClock(Duration.ofMinutes(5));
    assertThat(state("a")).isEqualTo("stopped");
  }

  @Test
  void leasesThatAreOverAreCountedApartAsLost() {
    report("a", false);
    report("b", false);
    lease("a", Duration.ofMinutes(1));
    lease("a", Duration.ofMinutes(1));
    lease("a", Duration.ofSeconds(10));
    lease("a worker", Duration.ofSeconds(10));
    database.moveClock(Duration.ofSeconds(11));
    assertThat(database.one("SELECT (leases, lost)::text FROM node_list WHERE name = 'a'"))
        .isEqualTo("(2,1)");
    assertThat(database.one("SELECT (leases, lost)::text FROM node_list WHERE name = 'b'"))
        .isEqualTo("(0,0)");
  }

  private boolean report(String name, boolean drained) {
    return report.write(new NodeReport(name, "1.0", 0, 0, 8, 0, 0, drained, 10, 100));
  }

  private static String state(String name) {
    return database.one("SELECT state FROM node_list WHERE name = ?", name);
  }

  private static void lease(String holder, Duration lasts) {
    UUID id = database.aTask().insert();
    database.run(
        """
        UPDATE queue SET token = gen_random_uuid(), node = ?, attempt = 1, claimed_at = service_clock(),
          updated_at = service_clock(), expires_at = service_clock() + ?::interval
        WHERE task_id = ?
        """,
        holder,
        lasts.toSeconds() + " s",
        id);
  }
}
