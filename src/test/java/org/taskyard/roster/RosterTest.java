package org.taskyard.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;
import org.taskyard.upkeep.ForgetServed;

/** Who serves what, as the view handler_roster has it, by a clock that is moved. */
class RosterTest {

  private static TestDatabase database;

  private final AnnounceServed announce = new AnnounceServed();

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void begin() {
    announce.sql = database.sql();
    database.run("DELETE FROM task");
    database.run("DELETE FROM serving");
    database.run("DELETE FROM handler");
  }

  @Test
  void aNodeServesUntilItIsSilentForThreeAnnouncements() {
    announce.announce(List.of(Served.byNode("A", "node-2", 2), Served.byNode("A", "node-1", 2)));
    assertThat(shown("nodes", "A")).isEqualTo("[\"node-1\", \"node-2\"]");
    assertThat(shown("served", "A")).isEqualTo("t");

    database.moveClock(Duration.ofSeconds(29));
    announce.announce(List.of(Served.byNode("A", "node-1", 2)));
    database.moveClock(Duration.ofSeconds(2));
    assertThat(shown("nodes", "A")).isEqualTo("[\"node-1\"]");

    database.moveClock(Duration.ofSeconds(29));
    assertThat(shown("nodes", "A")).isEqualTo("[]");
    assertThat(shown("served", "A")).isEqualTo("f");
  }

  @Test
  void aNodeThatStopsServesNothingAtOnce() {
    announce.announce(List.of(Served.byNode("A", "node-1", 2), Served.byWorker("A", "node-1", "")));
    announce.leave("node-1");
    assertThat(shown("nodes", "A")).isEqualTo("[]");
    assertThat(shown("workers", "A")).isEqualTo("1");
  }

  @Test
  void aRemoteWorkerMakesItsHandlerKnownAndServesForAMinute() {
    announce.announce(List.of(Served.byWorker("A", "w1", ""), Served.byWorker("A", "w2", "")));
    assertThat(database.one("SELECT max_attempts FROM handler WHERE name = 'A'")).isEqualTo("5");
    assertThat(shown("workers", "A")).isEqualTo("2");
    assertThat(shown("nodes", "A")).isEqualTo("[]");

    database.moveClock(Duration.ofSeconds(61));
    assertThat(shown("workers", "A")).isEqualTo("0");
    assertThat(shown("served", "A")).isEqualTo("f");
  }

  @Test
  void announcingChangesNoSettings() {
    database.run(
        "INSERT INTO handler (name, max_attempts, updated_at) VALUES ('A', 9, '2024-01-01')");
    announce.announce(List.of(Served.byWorker("A", "w1", "")));
    assertThat(shown("max_attempts", "A")).isEqualTo("9");
    assertThat(database.one("SELECT updated_at = '2024-01-01' FROM handler WHERE name = 'A'"))
        .isEqualTo("t");
  }

  @Test
  void aWorkerThatIsAtWorkServesThoughItDoesNotAskUntilItsLeaseIsOver() {
    announce.announce(List.of(Served.byNode("A", "node-1", 2)));
    lease("worker", "A");
    lease("worker", "A");
    lease("node-1", "A");
    lease(null, "A");
    assertThat(shown("workers", "A")).isEqualTo("1");

    database.moveClock(Duration.ofSeconds(101));
    assertThat(shown("workers", "A")).isEqualTo("0");
  }

  @Test
  void aWorkerIsCountedOnceForItsTenantAndAnotherOfThatNameForItsOwn() {
    announce.announce(
        List.of(Served.byWorker("A", "w", "one"), Served.byWorker("A", "worker", "")));
    lease("worker", "A");
    database.run("UPDATE queue SET tenant = 'two'");
    assertThat(whose("worker")).isEqualTo(",");
    assertThat(shown("workers", "A")).isEqualTo("2");
    announce.announce(List.of(Served.byWorker("A", "w", "two")));
    assertThat(shown("workers", "A")).isEqualTo("3");
  }

  @Test
  void whoseTasksAWorkerGetsStaysKnownAsLongAsItIsAtWork() {
    announce.announce(List.of(Served.byWorker("A", "all", ""), Served.byWorker("A", "own", "one")));
    lease("all", "A");
    lease("own", "A");
    database.run("UPDATE queue SET tenant = 'one', expires_at = expires_at + interval '1 h'");
    database.moveClock(Duration.ofMinutes(11));
    forget();
    assertThat(whose("all")).isEqualTo(",");
    assertThat(whose("own")).isEqualTo("one,");
    database.run("DELETE FROM task");
    assertThat(forget()).isEqualTo(2);
    assertThat(shown("served", "A")).isEqualTo("f");
  }

  private static int forget() {
    return new TestBeans(database).call(ForgetServed.class, ForgetServed::run);
  }

  /** Each with a comma behind it. */
  private static String whose(String holder) {
    return database.one(
        "SELECT string_agg(tenant || ',', '') FROM serving_now WHERE holder = ?", holder);
  }

  @Test
  void aHandlerThatOnlyTasksNameIsKnownWithTheDefaultsOfTheTable() {
    database.aTask().of("Typo").insert();
    assertThat(shown("pending", "Typo")).isEqualTo("1");
    assertThat(shown("served", "Typo")).isEqualTo("f");
    assertThat(shown("updated_at", "Typo")).isNull();
    String settings =
        "SELECT (max_attempts, timeout_seconds, backoff_first_ms, backoff_cap_ms, lease_seconds, paused)::text FROM ";
    database.run("INSERT INTO handler (name, updated_at) VALUES ('B', service_clock())");
    assertThat(database.one(settings + "handler_roster WHERE name = 'Typo'"))
        .isEqualTo(database.one(settings + "handler WHERE name = 'B'"));
  }

  @Test
  void numbersAreThoseOfTheHandlersLiveTasks() {
    database.aTask().insert();
    database.aTask().dueIn(Duration.ofHours(1)).insert();
    database.aTask().of("B").insert();
    lease("node-1", "A");
    assertThat(shown("pending", "A")).isEqualTo("2");
    assertThat(shown("running", "A")).isEqualTo("1");
    assertThat(shown("pending", "B")).isEqualTo("1");
  }

  @Test
  void oldestDueIsTheLongestWaitingOfAllPriorities() {
    assertThat(database.one("SELECT count(*) FROM handler_roster")).isEqualTo("0");
    database.aTask().dueIn(Duration.ofHours(1)).insert();
    assertThat(shown("oldest_due_at", "A")).isNull();

    database.aTask().withPriority(9).dueIn(Duration.ofHours(-1)).insert();
    UUID oldest = database.aTask().withPriority(0).dueIn(Duration.ofHours(-2)).insert();
    assertThat(shown("oldest_due_at", "A"))
        .isEqualTo(database.one("SELECT due_at FROM queue WHERE task_id = ?", oldest));
  }

  private static void lease(String holder, String handler) {
    UUID id = database.aTask().of(handler).insert();
    database.run(
        """
        UPDATE queue SET token = gen_random_uuid(), node = ?, attempt = 1, claimed_at = service_clock(),
          updated_at = service_clock(), expires_at = service_clock() + interval '100 s'
        WHERE task_id = ?
        """,
        holder,
        id);
  }

  private static String shown(String column, String handler) {
    return database.one("SELECT " + column + " FROM handler_roster WHERE name = ?", handler);
  }
}
