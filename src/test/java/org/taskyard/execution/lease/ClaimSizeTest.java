package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.secrecy.TestSecrecy;
import org.taskyard.support.TestDatabase;

/** A claim is bounded in bytes: what is too much stays as it was. */
class ClaimSizeTest {

  private static TestDatabase database;
  private final ExchangeTasks tasks = new ExchangeTasks();

  /** Of its own, for what a claim takes is learned by its handlers. */
  private final String handler = "H" + UUID.randomUUID();

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void empty() {
    tasks.sql = database.sql();
    tasks.sealing = TestSecrecy.noSealing();
    database.run("DELETE FROM task");
    database.run("INSERT INTO handler (name, updated_at) SELECT ?, service_clock()", handler);
  }

  private Wish wish(int most) {
    return new Wish(List.of(handler), most, "node", null);
  }

  private List<ClaimedTask> claim(int most) {
    return tasks.exchange(List.of(), wish(most)).claimed();
  }

  private static List<UUID> ids(List<ClaimedTask> claimed) {
    return claimed.stream().map(ClaimedTask::taskId).toList();
  }

  /** Due tasks with so much JSON, the longest due first. */
  private List<UUID> large(int count, String request) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(database.aTask().of(handler).dueIn(Duration.ofHours(i - 1_000)).insert());
    }
    database.run("UPDATE task SET request = " + request);
    return ids;
  }

  private static final String NOISE =
      "(SELECT to_jsonb(string_agg(md5(n::text), '')) FROM generate_series(1, 6000) AS n)";

  @Test
  void whatIsTooMuchForOneClaimStaysAsItWasAndTheNextOneGetsIt() {
    for (String request : List.of(NOISE, "to_jsonb(repeat('a', 192000))")) {
      database.run("DELETE FROM task");
      List<UUID> due = large(50, request);

      List<ClaimedTask> first = claim(1_000);

      assertThat(ids(first)).isEqualTo(due.subList(0, 21));
      assertThat(first)
          .allMatch(task -> task.input().request().length() > 190_000 && task.attempt() == 1);
      assertThat(database.one("SELECT count(*) FROM queue WHERE token IS NOT NULL"))
          .isEqualTo("21");
      assertThat(database.one("SELECT sum(attempt) FROM queue WHERE token IS NULL")).isEqualTo("0");
      assertThat(ids(claim(1_000))).isEqualTo(due.subList(21, 42));
      assertThat(ids(claim(1_000))).isEqualTo(due.subList(42, 50));
    }
  }

  @Test
  void aClaimThatIsCutSaysThatThereIsMore() {
    large(22, NOISE);

    assertThat(tasks.exchange(List.of(), wish(100)).more()).isTrue();
    assertThat(tasks.exchange(List.of(), wish(100)).more()).isFalse();
  }

  @Test
  void checkpointsCountAndOneTaskIsAlwaysGiven() {
    List<UUID> due = large(3, "NULL");
    database.run("UPDATE queue SET checkpoint = to_jsonb(repeat('a', 5000000))");

    for (UUID next : due) {
      List<ClaimedTask> claimed = claim(10);
      assertThat(ids(claimed)).containsExactly(next);
      assertThat(claimed.get(0).input().checkpoint()).hasSize(5_000_002);
    }
  }

  @Test
  void afterLargeTasksSmallOnesAreGivenByTheHundredsAgain() {
    large(50, NOISE);
    claim(1_000);
    database.run("DELETE FROM task");
    large(300, "NULL");

    int claims = 0;
    for (int given = 0; given < 300; claims++) {
      given += claim(1_000).size();
    }
    assertThat(claims).isLessThan(6);
  }
}
