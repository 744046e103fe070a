package org.taskyard.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

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
    announce.announce(List.of(new Served("A", "node-2", false), new Served("A", "node-1", false)));
    assertThat(shown("nodes", "A")).isEqualTo("[\"node-1\", \"node-2\"]");
    assertThat(shown("served", "A")).isEqualTo("t");

    database.moveClock(Duration.ofSeconds(29));
    announce.announce(List.of(new Served("A", "node-1", false)));
    database.moveClock(Duration.ofSeconds(2));
    assertThat(shown("nodes", "A")).isEqualTo("[\"node-1\"]");

    database.moveClock(Duration.ofSeconds(29));
    assertThat(shown("nodes", "A")).isEqualTo("[]");
    assertThat(shown("served", "A")).isEqualTo("f");
  }

  @Test
  void aNodeThatStopsServesNothingAtOnce() {
    announce.announce(List.of(new Served("A", "node-1", false), new Served("A", "node-1", true)));
    announce.leave("node-1");
    assertThat(shown("nodes", "A")).isEqualTo("[]");
    assertThat(shown("workers", "A")).isEqualTo("1");
  }

  @Test
  void aRemoteWorkerMakesItsHandlerKnownAndServesForAMinute() {
    announce.announce(List.of(new Served("A", "w1", true), new Served("A", "w2", true)));
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
    announce.announce(List.of(new Served("A", "w1", true)));
    assertThat(shown("max_attempts", "A")).isEqualTo("9");
    assertThat(database.one("SELECT updated_at = '2024-01-01' FROM handler WHERE name = 'A'"))
        .isEqualTo("t");
  }

  @Test
  void aWorkerThatIsAtWorkServesThoughItDoesNotAskUntilItsLeaseIsOver() {
    announce.announce(List.of(new Served("A", "node-1", false)));
    lease("worker", "A");
    lease("worker", "A");
    lease("node-1", "A");
    lease(null, "A");
    assertThat(shown("workers", "A")).isEqualTo("1");

    database.moveClock(Duration.ofSeconds(101));
    assertThat(shown("workers", "A")).isEqualTo("0");
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
