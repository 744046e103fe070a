package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.digest.DerivedId;
import org.taskyard.support.TestBeans;

/** What is due is made, and made once. */
class FireScheduleTest {

  private static TestSchedules schedules;

  @BeforeAll
  static void create() {
    schedules = new TestSchedules();
  }

  @BeforeEach
  void empty() {
    schedules.empty();
  }

  @Test
  void whatIsDueBecomesATaskThatTellsWhereItCameFrom() {
    UUID id =
        schedules.add(
            "user_id",
            "u",
            "entity_id",
            "e",
            "request",
            "{\"a\": 1.50}",
            "priority",
            7,
            "max_attempts",
            3,
            "tags",
            List.of("red"));
    Instant due = schedules.shown(id).nextRunAt();
    schedules.pass(Duration.ofHours(1));

    assertThat(schedules.fire(id)).isEqualTo(1);

    ScheduleView after = schedules.shown(id);
    assertThat(after.nextRunAt()).isEqualTo(due.plusSeconds(3_600));
    assertThat(after.lastRunAt()).isEqualTo(due);
    assertThat(schedules.database.one("SELECT task_id FROM task"))
        .isEqualTo(after.lastTaskId().toString())
        .isEqualTo(DerivedId.of(due, id.toString()).toString());
    assertThat(
            schedules.database.one(
                "SELECT concat_ws(' ', handler, user_id, entity_id, status, priority, max_attempts, request, request_text) FROM task"))
        .isEqualTo("H u e pending 7 3 {\"a\": 1.50} {\"a\": 1.50}");
    assertThat(schedules.database.one("SELECT tags FROM task"))
        .isEqualTo("[\"red\", \"schedule:hourly\", \"due:" + due + "\"]");
    assertThat(schedules.database.one("SELECT extract(epoch FROM run_at)::bigint FROM task"))
        .isEqualTo("" + due.getEpochSecond());
  }

  @Test
  void attemptsAreTheHandlersWhereTheScheduleDoesNotSay() {
    schedules.database.run(
        "INSERT INTO handler (name, max_attempts, updated_at) VALUES ('H', 9, service_clock()) ON CONFLICT DO NOTHING");
    UUID id = schedules.add();
    schedules.pass(Duration.ofHours(1));
    schedules.fire(id);
    assertThat(schedules.database.one("SELECT max_attempts FROM task")).isEqualTo("9");
  }

  @Test
  void nothingHappensBeforeItIsDueByTheClockOfTheDatabase() {
    UUID id = schedules.add();
    schedules.pass(Duration.ofMinutes(59));
    assertThat(schedules.fire(id)).isZero();
    assertThat(schedules.tasks()).isZero();
    schedules.pass(Duration.ofSeconds(62));
    assertThat(schedules.fire(id)).isEqualTo(1);
  }

  @Test
  void whatHasFiredDoesNotFireAgain() {
    UUID id = schedules.add();
    schedules.pass(Duration.ofHours(1));
    assertThat(schedules.fire(id)).isEqualTo(1);
    assertThat(schedules.fire(id)).isZero();
    assertThat(schedules.tasks()).isEqualTo(1);
  }

  @Test
  void whatAnotherNodeIsFiringIsPassedOverWithoutWaiting() {
    UUID id = schedules.add();
    schedules.pass(Duration.ofHours(1));
    try (TestBeans.Transaction other = schedules.beans.begin()) {
      assertThat(other.bean(FireSchedule.class).fire(List.of(id))).isEqualTo(1);
      assertThat(schedules.fire(id)).isZero();
      other.commit();
    }
    assertThat(schedules.fire(id)).isZero();
    assertThat(schedules.tasks()).isEqualTo(1);
  }

  @Test
  void manyNodesMakeEachTaskOnce() throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(schedules.add("name", "s" + i, "misfire", "all"));
    }
    schedules.pass(Duration.ofMinutes(270));
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      int made = 0;
      for (Future<Integer> node :
          nodes.invokeAll(
              Collections.<Callable<Integer>>nCopies(
                  4, () -> ids.stream().mapToInt(id -> schedules.fire(id)).sum()))) {
        made += node.get();
      }
      assertThat(made).isEqualTo(80);
    } finally {
      nodes.shutdownNow();
    }
    assertThat(schedules.tasks()).isEqualTo(80);
  }

  @Test
  void severalSchedulesFireInOneTransactionEachByItsOwnRules() {
    UUID once = schedules.add("name", "once");
    UUID all = schedules.add("name", "all", "misfire", "all", "handler", "A");
    UUID paused = schedules.add("name", "paused", "paused", true);
    UUID later = schedules.add("name", "later", "interval", "P1D");
    schedules.pass(Duration.ofMinutes(3 * 60 + 30));
    int made =
        schedules.beans.call(
            FireSchedule.class, fire -> fire.fire(List.of(later, paused, all, once)));
    assertThat(made).isEqualTo(1 + 3);
    assertThat(schedules.database.one("SELECT count(*) FROM task WHERE handler = 'A'"))
        .isEqualTo("3");
    assertThat(schedules.shown(once).nextRunAt()).isAfter(schedules.shown(once).lastRunAt());
    assertThat(schedules.shown(later).lastRunAt()).isNull();
    assertThat(schedules.waiting()).noneMatch(waiting -> waiting.dueIn().isNegative());
  }

  @Test
  void aDueTimeThatIsFoundASecondTimeGetsNoSecondTask() {
    UUID id = schedules.add();
    Instant first = schedules.shown(id).nextRunAt();
    schedules.pass(Duration.ofHours(1));
    schedules.fire(id);
    String back = "UPDATE schedule SET next_run_at = ? WHERE schedule_id = ?";
    schedules.database.run(back, Timestamp.from(first), id);
    assertThat(schedules.fire(id)).isZero();
    // the id of the task says it as well, when nobody knows of the run any more
    schedules.database.run("DELETE FROM schedule_run");
    schedules.database.run(back, Timestamp.from(first), id);
    schedules.fire(id);
    assertThat(schedules.tasks()).isEqualTo(1);
  }

  @Test
  void aFiringThatIsCutOffLeavesNothingAndIsDoneAgain() {
    UUID id = schedules.add();
    ScheduleView before = schedules.shown(id);
    schedules.pass(Duration.ofHours(1));
    try (TestBeans.Transaction cut = schedules.beans.begin()) {
      assertThat(cut.bean(FireSchedule.class).fire(List.of(id))).isEqualTo(1);
      cut.manager().flush();
    }
    assertThat(schedules.tasks()).isZero();
    assertThat(schedules.database.one("SELECT count(*) FROM schedule_run")).isEqualTo("0");
    assertThat(schedules.shown(id)).isEqualTo(before);
    assertThat(schedules.fire(id)).isEqualTo(1);
  }

  @Test
  void aTriggeredTaskComesBesideThoseThatAreDue() {
    UUID id = schedules.add("tags", List.of("red"));
    schedules.change(id, Map.of("paused", true));
    ScheduleView before = schedules.shown(id);
    schedules.beans.call(TriggerSchedule.class, trigger -> trigger.trigger(id, Owner.ANYBODY));
    assertThat(schedules.shown(id)).isEqualTo(before);
    assertThat(schedules.database.one("SELECT tags FROM task"))
        .isEqualTo("[\"red\", \"schedule:hourly\"]");
    assertThat(schedules.database.one("SELECT run_at FROM task")).isNull();
  }

  @Test
  void aDeletedScheduleLeavesItsTasks() {
    UUID id = schedules.add();
    schedules.pass(Duration.ofHours(1));
    schedules.fire(id);
    schedules.beans.run(EditSchedules.class, edit -> edit.delete(id, Owner.ANYBODY));
    assertThat(schedules.tasks()).isEqualTo(1);
    assertThat(schedules.database.one("SELECT count(*) FROM schedule_run")).isEqualTo("0");
  }

  private static String clock() {
    return schedules.database.one(
        "SELECT to_char(service_clock() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
  }
}
