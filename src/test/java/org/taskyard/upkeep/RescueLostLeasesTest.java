package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.RenewLeases;
import org.taskyard.execution.lease.Wish;
import org.taskyard.support.Eventually;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** What becomes of runs of which nothing is heard any more. */
class RescueLostLeasesTest {

  private static final Duration MORE_THAN_A_LEASE = Duration.ofSeconds(60);

  private static TestDatabase database;
  private static TestBeans beans;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
    database.run(
        """
        INSERT INTO handler (name, updated_at) VALUES ('A', service_clock());
        DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''20s''', current_database()); END $$
        """);
  }

  @BeforeEach
  void empty() {
    database.run("DELETE FROM task");
    database.run("DELETE FROM attempt");
  }

  private static void insert(int count, int maxAttempts) {
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, priority, max_attempts, request)
        SELECT gen_random_uuid(), now, now, 'pending', 'A', 5, ?, '{}'
        FROM generate_series(1, ?), (SELECT service_clock() AS now) AS clock
        """,
        maxAttempts,
        count);
  }

  private static List<ClaimedTask> claim(int count) {
    Wish wish = new Wish(List.of("A"), count, "node", null);
    List<ClaimedTask> claimed =
        beans.call(ExchangeTasks.class, tasks -> tasks.exchange(List.of(), wish)).claimed();
    assertThat(claimed).hasSize(count);
    return claimed;
  }

  private static ClaimedTask lost() {
    insert(1, 5);
    ClaimedTask run = claim(1).get(0);
    database.moveClock(MORE_THAN_A_LEASE);
    return run;
  }

  private static int rescue() {
    return beans.call(RescueLostLeases.class, RescueLostLeases::run);
  }

  private static void renew(RenewLeases leases, ClaimedTask run) {
    RenewLeases.Held held = new RenewLeases.Held(run.run().report(), 3_600, false);
    assertThat(leases.renew(List.of(held))).containsKey(run.token());
  }

  private static String holds(ClaimedTask run) {
    return database.one(
        "SELECT token IS NOT DISTINCT FROM ? FROM queue WHERE task_id = ?",
        run.token(),
        run.taskId());
  }

  @Test
  void manyAreRescuedAPieceAtATimeAndNoneTwice() {
    RescueLostLeases chore = new RescueLostLeases();
    insert(2 * RescueLostLeases.BATCH + 1, 5);
    claim(2 * RescueLostLeases.BATCH + 1);
    assertThat(rescue()).isZero();
    database.moveClock(MORE_THAN_A_LEASE);

    assertThat(rescue()).isEqualTo(RescueLostLeases.BATCH);
    assertThat(chore.pauseAfter(RescueLostLeases.BATCH)).isZero();
    assertThat(rescue()).isEqualTo(RescueLostLeases.BATCH);
    assertThat(rescue()).isOne();
    assertThat(chore.pauseAfter(1)).isPositive();
    assertThat(rescue()).isZero();

    String all = Integer.toString(2 * RescueLostLeases.BATCH + 1);
    assertThat(
            database.one(
                """
                SELECT count(*) FROM task JOIN queue USING (task_id)
                WHERE token IS NULL AND status = 'pending' AND task.attempt = 1 AND error ->> 'type' = 'LeaseOver'
                """))
        .isEqualTo(all);
    assertThat(database.one("SELECT count(*) FROM attempt")).isEqualTo(all);
  }

  @Test
  void aLeaseThatIsBeingRenewedIsPassedOver() {
    ClaimedTask run = lost();
    try (TestBeans.Transaction heartbeat = beans.begin()) {
      renew(heartbeat.bean(RenewLeases.class), run);
      assertThat(rescue()).isZero();
      heartbeat.commit();
    }
    assertThat(rescue()).isZero();
    assertThat(holds(run)).isEqualTo("t");
  }

  /** The clock is asked after the statement has begun: there it waits for the heartbeat. */
  @Test
  void aLeaseThatIsRenewedBetweenTheLookAndTheLockIsNotRescued() throws SQLException {
    database.run(
        """
        CREATE OR REPLACE FUNCTION service_clock() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
          IF current_setting('test.waits', true) = 'on' THEN
            PERFORM pg_advisory_xact_lock(1);
          END IF;
          RETURN clock_timestamp() + (SELECT ahead FROM moved_clock);
        END $$
        """);
    ClaimedTask run = lost();
    CompletableFuture<Integer> rescued;
    try (Connection gate = database.source().getConnection()) {
      gate.createStatement().execute("SELECT pg_advisory_lock(1)");
      rescued = CompletableFuture.supplyAsync(RescueLostLeasesTest::rescueWithAWait);
      awaitSomebodyAtTheGate();
      beans.run(RenewLeases.class, leases -> renew(leases, run));
    }

    assertThat(rescued.join()).isZero();
    assertThat(holds(run)).isEqualTo("t");
  }

  private static int rescueWithAWait() {
    try (TestBeans.Transaction transaction = beans.begin()) {
      transaction
          .manager()
          .createNativeQuery("SELECT set_config('test.waits', 'on', true)")
          .getSingleResult();
      int rescued = transaction.bean(RescueLostLeases.class).run();
      transaction.commit();
      return rescued;
    }
  }

  private static void awaitSomebodyAtTheGate() {
    String waiting =
        """
        SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
        WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
        """;
    Eventually.holds("somebody is at the gate", () -> database.one(waiting).equals("1"));
  }

  @Test
  void aTaskThatTakesItsHolderDownAgainAndAgainEndsFailed() {
    insert(1, 2);
    claim(1);
    database.moveClock(MORE_THAN_A_LEASE);
    assertThat(rescue()).isOne();
    database.moveClock(MORE_THAN_A_LEASE);
    assertThat(claim(1).get(0).attempt()).isEqualTo(2);
    database.moveClock(MORE_THAN_A_LEASE);
    assertThat(rescue()).isOne();

    assertThat(database.one("SELECT (status, attempt, error ->> 'type') FROM task"))
        .isEqualTo("(failed,2,LeaseOver)");
    assertThat(database.one("SELECT count(*) FROM queue")).isEqualTo("0");
  }
}
