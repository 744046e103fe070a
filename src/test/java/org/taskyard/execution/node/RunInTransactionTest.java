package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.LeaseLost;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskHandler;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.Wish;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;
import org.taskyard.upkeep.RescueLostLeases;

/** What happens between the effects of a transactional handler and its commit. */
class RunInTransactionTest {

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
        CREATE TABLE effect (task_id uuid NOT NULL)
        """);
  }

  @BeforeEach
  void empty() {
    database.run("DELETE FROM task");
    database.run("DELETE FROM effect");
  }

  private static Run claim() {
    Wish wish = new Wish(List.of("A"), 1, "node", null);
    List<ClaimedTask> claimed =
        beans.call(ExchangeTasks.class, tasks -> tasks.exchange(List.of(), wish)).claimed();
    return new Run(claimed.get(0), System.nanoTime());
  }

  private static void loseTheLease() {
    database.moveClock(MORE_THAN_A_LEASE);
    assertThat(beans.<RescueLostLeases, Integer>call(RescueLostLeases.class, RescueLostLeases::run))
        .isOne();
  }

  /** Runs the task; its effect is there before {@code then} happens, and that before the commit. */
  private static void run(Run run, Runnable then) throws Exception {
    try (TestBeans.Transaction transaction = beans.begin()) {
      EntityManager own = transaction.manager();
      TaskHandler handler =
          task -> {
            own.createNativeQuery("INSERT INTO effect VALUES (?)")
                .setParameter(1, task.id())
                .executeUpdate();
            then.run();
            return Outcome.done();
          };
      transaction
          .bean(RunInTransaction.class)
          .run(handler, new RunContext(run, null, null, line -> line), run);
      transaction.commit();
    }
  }

  private static String effects(UUID task) {
    return database.one("SELECT count(*) FROM effect WHERE task_id = ?", task);
  }

  private static String status(UUID task) {
    return database.one("SELECT status FROM task WHERE task_id = ?", task);
  }

  @Test
  void effectsAndCompletionCommitTogether() throws Exception {
    UUID task = database.aTask().insert();
    run(claim(), () -> assertThat(effects(task)).isEqualTo("0"));
    assertThat(status(task)).isEqualTo("completed");
    assertThat(effects(task)).isEqualTo("1");
  }

  @Test
  void effectsOfARunThatLostItsLeaseBeforeTheCommitAreUndone() throws Exception {
    UUID task = database.aTask().insert();
    assertThatThrownBy(() -> run(claim(), RunInTransactionTest::loseTheLease))
        .isInstanceOf(LeaseLost.class);
    assertThat(effects(task)).isEqualTo("0");
    assertThat(status(task)).isEqualTo("pending");

    database.moveClock(MORE_THAN_A_LEASE);
    run(claim(), () -> {});
    assertThat(status(task)).isEqualTo("completed");
    assertThat(effects(task)).isEqualTo("1");
  }

  /** Servers log what is no checked exception, with its message. */
  @Test
  void whatAHandlerThrowsIsHandedOnAndNotThrownAtTheServer() {
    UUID task = database.aTask().insert();
    assertThatThrownBy(
            () ->
                run(
                    claim(),
                    () -> {
                      throw new IllegalStateException("for few");
                    }))
        .isInstanceOf(RunInTransaction.Thrown.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(effects(task)).isEqualTo("0");
  }

  /** What the database sees of a node that is killed: its sessions end. */
  @Test
  void effectsOfANodeThatDiesBeforeTheCommitAreUndoneAndDoneOnceByAnother() throws Exception {
    UUID task = database.aTask().insert();
    assertThatThrownBy(() -> run(claim(), RunInTransactionTest::endTheOtherSessions))
        .isInstanceOf(Exception.class);
    assertThat(effects(task)).isEqualTo("0");

    loseTheLease();
    database.moveClock(MORE_THAN_A_LEASE);
    run(claim(), () -> {});
    assertThat(status(task)).isEqualTo("completed");
    assertThat(effects(task)).isEqualTo("1");
  }

  private static void endTheOtherSessions() {
    database.run(
        """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'
        """);
  }
}
