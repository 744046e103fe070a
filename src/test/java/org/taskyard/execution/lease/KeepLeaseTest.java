package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.LeaseLost;
import org.taskyard.secrecy.TestSecrecy;
import org.taskyard.support.TestDatabase;

class KeepLeaseTest {

  private static TestDatabase database;
  private final ExchangeTasks tasks = new ExchangeTasks();
  private final RenewLeases leases = new RenewLeases();
  private final KeepCheckpoint checkpoints = new KeepCheckpoint();

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
    database.run("INSERT INTO handler (name, updated_at) VALUES ('A', service_clock())");
  }

  @BeforeEach
  void empty() {
    tasks.sql = database.sql();
    tasks.sealing = TestSecrecy.noSealing();
    leases.sql = database.sql();
    leases.sealing = TestSecrecy.noSealing();
    checkpoints.sql = database.sql();
    checkpoints.sealing = TestSecrecy.noSealing();
    database.run("DELETE FROM task");
  }

  private ClaimedTask running() {
    database.aTask().insert();
    return tasks.exchange(List.of(), new Wish(List.of("A"), 1, "node", null)).claimed().get(0);
  }

  private Map<UUID, RenewLeases.Kept> renew(ClaimedTask run, Integer progress, String message) {
    return leases.renew(
        List.of(
            new RenewLeases.Held(
                new RunReport(run.taskId(), run.token(), progress, message, List.of()),
                run.leaseSeconds(),
                false)));
  }

  /** The word of a holder that beats when it likes; null where it names no length. */
  private void beat(ClaimedTask run, Integer leaseSeconds, Integer progress) {
    leases.renew(
        List.of(
            new RenewLeases.Held(
                new RunReport(run.taskId(), run.token(), progress, null, List.of()),
                leaseSeconds,
                true)));
  }

  private ClaimedTask running(Integer leaseSeconds) {
    database.aTask().insert();
    return tasks
        .exchange(List.of(), new Wish(List.of("A"), 1, "worker", leaseSeconds))
        .claimed()
        .get(0);
  }

  /** Whole seconds that the lease lasts from now. */
  private static int left(ClaimedTask run) {
    return Integer.parseInt(queue(run, "round(extract(epoch FROM expires_at - service_clock()))"));
  }

  private static String queue(ClaimedTask task, String columns) {
    return database.one("SELECT " + columns + " FROM queue WHERE task_id = ?", task.taskId());
  }

  @Test
  void aLeaseIsRenewedWhenAThirdOfItIsOver() {
    ClaimedTask run = running();
    String first = queue(run, "expires_at");

    database.moveClock(Duration.ofSeconds(5));
    assertThat(renew(run, null, null)).containsKey(run.token());
    assertThat(queue(run, "expires_at")).isEqualTo(first);

    database.moveClock(Duration.ofSeconds(6));
    assertThat(renew(run, null, null)).containsKey(run.token());
    assertThat(queue(run, "expires_at > service_clock() + interval '29 seconds'")).isEqualTo("t");
  }

  @Test
  void aWordThatNamesNoLengthRenewsByTheLengthThatWasAskedForAtTheClaim() {
    ClaimedTask run = running(120);
    for (Integer progress : Arrays.asList(null, 10)) {
      database.moveClock(Duration.ofSeconds(30));
      beat(run, null, progress);
      assertThat(left(run)).isEqualTo(120);
    }
    database.moveClock(Duration.ofSeconds(30));
    checkpoints.keep(run.taskId(), run.token(), null, "{}");
    assertThat(left(run)).isEqualTo(120);
  }

  @Test
  void whereTheClaimNamedNoLengthItIsTheHandlersAtTheClaim() {
    ClaimedTask run = running(null);
    beat(run, null, 10);
    assertThat(left(run)).isEqualTo(30);
  }

  @Test
  void aLengthThatIsNamedHoldsFromThenOnLongerOrShorter() {
    ClaimedTask run = running(60);
    beat(run, 70, null);
    assertThat(left(run)).isEqualTo(70);
    database.moveClock(Duration.ofSeconds(1));
    beat(run, null, null);
    assertThat(left(run)).isEqualTo(70);
    checkpoints.keep(run.taskId(), run.token(), 20, "{}");
    beat(run, null, 50);
    assertThat(left(run)).isEqualTo(20);
  }

  @Test
  void theHeartbeatTellsWhichRunsAreLostAndWhoseCancelWasAskedFor() {
    ClaimedTask lost = running();
    ClaimedTask cancelled = running();
    database.run("UPDATE queue SET token = ? WHERE task_id = ?", UUID.randomUUID(), lost.taskId());
    database.run("UPDATE queue SET cancel_requested = true WHERE task_id = ?", cancelled.taskId());

    assertThat(renew(lost, null, null)).isEmpty();
    assertThat(renew(cancelled, null, null).get(cancelled.token()).cancelRequested()).isTrue();
    assertThat(renew(running(), null, null).values())
        .extracting(RenewLeases.Kept::cancelRequested)
        .containsExactly(false);
  }

  @Test
  void aHeartbeatWithAnOldTokenChangesNothing() {
    ClaimedTask run = running();
    database.run("UPDATE queue SET token = ? WHERE task_id = ?", UUID.randomUUID(), run.taskId());
    String before = queue(run, "queue");
    database.moveClock(Duration.ofSeconds(25));

    renew(run, 50, "half");

    assertThat(queue(run, "queue")).isEqualTo(before);
  }

  @Test
  void progressIsShownAtOnceAndReplacesTheMessage() {
    ClaimedTask run = running();

    renew(run, 10, "first");
    renew(run, 20, null);

    assertThat(queue(run, "(progress, progress_message)")).isEqualTo("(20,)");
  }

  @Test
  void theHeartbeatWaitsForNobodyAndCountsALockedRunAsOurs() throws SQLException {
    ClaimedTask run = running();
    database.moveClock(Duration.ofSeconds(15));
    try (Connection other = database.source().getConnection()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("SELECT 1 FROM queue WHERE task_id = '" + run.taskId() + "' FOR UPDATE");

      assertThat(renew(run, 10, null)).containsKey(run.token());

      other.rollback();
    }
    renew(run, null, null);
    assertThat(queue(run, "expires_at > service_clock() + interval '29 seconds'")).isEqualTo("t");
  }

  @Test
  void linesBeyondTheThousandthOfARunAreDroppedAndOneMoreTellsSo() {
    ClaimedTask run = running();
    for (int report = 0; report < 3; report++) {
      List<LogLine> lines = Stream.generate(() -> LogLine.now("said")).limit(600).toList();
      RunReport lengthy = new RunReport(run.taskId(), run.token(), null, null, lines);
      leases.renew(List.of(new RenewLeases.Held(lengthy, null, true)));
    }
    assertThat(database.one("SELECT count(*) FROM attempt_log WHERE line = 'said'"))
        .isEqualTo("1000");
    assertThat(database.one("SELECT line FROM attempt_log WHERE number = 1001")).contains("cut");
    assertThat(database.one("SELECT max(number) FROM attempt_log")).isEqualTo("1001");
  }

  @Test
  void aCheckpointIsKeptAndRenewsTheLease() {
    ClaimedTask run = running();
    database.moveClock(Duration.ofSeconds(25));

    checkpoints.keep(run, "{\"line\": 3}");

    assertThat(queue(run, "checkpoint")).isEqualTo("{\"line\": 3}");
    assertThat(queue(run, "expires_at > service_clock() + interval '29 seconds'")).isEqualTo("t");
  }

  @Test
  void aCheckpointWithAnOldTokenChangesNothing() {
    ClaimedTask run = running();
    database.run("UPDATE queue SET token = ? WHERE task_id = ?", UUID.randomUUID(), run.taskId());
    String before = queue(run, "queue");

    assertThatThrownBy(() -> checkpoints.keep(run, "{}")).isInstanceOf(LeaseLost.class);

    assertThat(queue(run, "queue")).isEqualTo(before);
  }
}
