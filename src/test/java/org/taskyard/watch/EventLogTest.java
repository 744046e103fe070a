package org.taskyard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

/** What statements leave for watchers; transactions are laid by hand. */
class EventLogTest {

  private static final String LEASE =
      """
      UPDATE queue SET token = gen_random_uuid(), node = 'n', attempt = attempt + 1, claimed_at = service_clock(),
        updated_at = service_clock(), expires_at = service_clock() + interval '30 s'
      WHERE task_id = '%s'
      """;

  private static final String END =
      "UPDATE task SET status = 'completed', finished_at = now() WHERE task_id = '%s'";

  private static TestDatabase database;

  private final ReadEvents events = new ReadEvents();
  private Position position;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void begin() {
    events.sql = database.sql();
    position = Position.at(events.now());
  }

  @Test
  void everyChangeOfStatusMakesAnEventInItsOrder() {
    UUID id = database.aTask().insert();
    database.run(LEASE.formatted(id));
    database.run(
        "UPDATE queue SET token = NULL, node = NULL, expires_at = NULL WHERE task_id = ?", id);
    database.run(LEASE.formatted(id));
    end(id, "failed");
    database.run("UPDATE task SET status = 'pending', finished_at = NULL WHERE task_id = ?", id);
    end(id, "cancelled");
    database.run("DELETE FROM task WHERE task_id = ?", id);

    assertThat(news())
        .extracting(event -> event.status() + " " + event.taskIds())
        .containsExactly(
            "pending [" + id + "]",
            "running [" + id + "]",
            "pending [" + id + "]",
            "running [" + id + "]",
            "failed [" + id + "]",
            "pending [" + id + "]",
            "cancelled [" + id + "]",
            "deleted [" + id + "]");
  }

  @Test
  void whatChangesNoStatusMakesNoEvent() {
    UUID id = database.aTask().insert();
    database.run(LEASE.formatted(id));
    news();

    database.run("UPDATE queue SET progress = 5, cancel_requested = true WHERE task_id = ?", id);
    database.run("UPDATE task SET priority = 9, user_id = 'u' WHERE task_id = ?", id);
    end(id, "completed");
    assertThat(news()).extracting(TaskEvent::status).containsExactly("completed");
    database.run(
        "UPDATE task SET historized_at = now(), history_month = date_trunc('month', now())::date WHERE task_id = ?",
        id);
    assertThat(news()).isEmpty();
  }

  @Test
  void oneStatementIsOneRowForEachHandlerAndStatus() {
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, max_attempts, finished_at)
        SELECT gen_random_uuid(), now(), now(), CASE WHEN n % 3 = 0 THEN 'failed' ELSE 'pending' END,
               'H' || n % 2, 5, CASE WHEN n % 3 = 0 THEN now() END
        FROM generate_series(1, ?) AS n
        """,
        600);
    List<TaskEvent> told = news();
    assertThat(told)
        .extracting(event -> event.handler() + " " + event.status() + " " + event.taskIds().size())
        .containsExactlyInAnyOrder(
            "H0 failed 100", "H1 failed 100", "H0 pending 200", "H1 pending 200");
  }

  /**
   * Where somebody has read within a row, that row comes once more, and must not block the next.
   */
  @Test
  void aRowThatIsTooLargeForOneReadComesBehindASmallOne() {
    database.aTask().insert();
    database.run(
        """
        INSERT INTO task (task_id, created_at, updated_at, status, handler, max_attempts)
        SELECT gen_random_uuid(), now(), now(), 'pending', 'Large', 5 FROM generate_series(1, 40000)
        """);
    ReadEvents.News both = events.after(position, 10);
    Position within = position.within(both.next(), both.events().get(0).seq(), 0);

    assertThat(events.after(within, 10).events()).extracting(TaskEvent::handler).contains("Large");
  }

  /** The plans of a trigger are made once per session. */
  @Test
  void whatASessionPlansForOneTaskSuitsManyTasks() throws SQLException {
    List<UUID> ids = IntStream.range(0, 8_000).mapToObj(n -> UUID.randomUUID()).toList();
    try (Connection session = database.source().getConnection();
        Statement statement = session.createStatement()) {
      Array all = session.createArrayOf("uuid", ids.toArray());
      database.run(
          """
          INSERT INTO task (task_id, created_at, updated_at, status, handler, max_attempts)
          SELECT unnest(?::uuid[]), now(), now(), 'pending', 'A', 5
          """,
          all);
      // ten times as long as it takes, half of what it takes to compare all with all
      statement.execute("SET statement_timeout = '5 s'");
      statement.execute(LEASE.formatted(ids.get(0)));
      statement.execute(END.formatted(ids.get(0)));
      try (PreparedStatement many =
          session.prepareStatement(LEASE.replace("= '%s'", "= ANY (?::uuid[])"))) {
        many.setArray(1, all);
        many.execute();
      }
      try (PreparedStatement many =
          session.prepareStatement(END.replace("= '%s'", "= ANY (?::uuid[])"))) {
        many.setArray(1, all);
        many.execute();
      }
    }
    assertThat(news()).extracting(event -> event.taskIds().size()).contains(7_999);
  }

  @Test
  void aTransactionThatCommitsLateIsNotSkipped() throws SQLException {
    try (Connection late = database.source().getConnection();
        Statement inLate = late.createStatement()) {
      late.setAutoCommit(false);
      UUID slow = insert(inLate);
      UUID fast = database.aTask().insert();
      assertThat(news()).extracting(TaskEvent::taskIds).containsExactly(List.of(fast));
      assertThat(news()).isEmpty();
      late.commit();
      assertThat(news()).extracting(TaskEvent::taskIds).containsExactly(List.of(slow));
    }
    assertThat(news()).isEmpty();
  }

  @Test
  void aTransactionThatIsRolledBackMakesNoEvent() throws SQLException {
    try (Connection other = database.source().getConnection();
        Statement inOther = other.createStatement()) {
      other.setAutoCommit(false);
      insert(inOther);
      assertThat(news()).isEmpty();
      other.rollback();
    }
    assertThat(news()).isEmpty();
  }

  /**
   * The transaction that leases is older than the one that creates, and a third one between them is
   * still in progress: by the numbers of the transactions the lease would come first.
   */
  @Test
  void changesOfOneTaskComeInTheirOrderWhateverTransactionIsOlder() throws SQLException {
    try (Connection leasing = database.source().getConnection();
        Statement inLeasing = leasing.createStatement();
        Connection idle = database.source().getConnection();
        Statement inIdle = idle.createStatement()) {
      leasing.setAutoCommit(false);
      idle.setAutoCommit(false);
      inLeasing.execute("SELECT pg_current_xact_id()");
      inIdle.execute("SELECT pg_current_xact_id()");
      UUID id = database.aTask().insert();
      inLeasing.execute(LEASE.formatted(id));
      leasing.commit();

      assertThat(news()).extracting(TaskEvent::status).containsExactly("pending", "running");
      idle.rollback();
      assertThat(news()).isEmpty();
    }
  }

  /** What is new since it was asked before. */
  private List<TaskEvent> news() {
    ReadEvents.News news = events.after(position, 100);
    assertThat(news.whole()).isTrue();
    position = Position.at(news.next());
    return news.events();
  }

  private static void end(UUID id, String status) {
    database.run(
        "UPDATE task SET status = ?, finished_at = service_clock() WHERE task_id = ?", status, id);
  }

  private static UUID insert(Statement statement) throws SQLException {
    UUID id = UUID.randomUUID();
    statement.execute(
        "INSERT INTO task_live (task_id, created_at, updated_at, status, handler, max_attempts)"
            + " VALUES ('%s', now(), now(), 'pending', 'A', 5)".formatted(id));
    return id;
  }
}
