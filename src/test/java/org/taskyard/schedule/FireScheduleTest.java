package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
import org.taskyard.platform.Faults;
import org.taskyard.platform.Json;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;
import org.taskyard.task.IfMatch;

/** What is due is made once; time goes by as the test says. */
class FireScheduleTest {

  private static TestDatabase database;
  private static TestBeans beans;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
  }

  @BeforeEach
  void empty() {
    database.run("DELETE FROM schedule");
    database.run("DELETE FROM task");
  }

  /** Due every hour from an hour from now on, unless said otherwise. */
  private static UUID schedule(Object... members) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "hourly", "handler", "H"));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    if (!body.containsKey("cron")) {
      body.putIfAbsent("interval", "PT1H");
    }
    Faults faults = new Faults();
    ScheduleInput input = ScheduleInput.ofNew(Json.MAPPER.valueToTree(body), faults);
    faults.refuse();
    return beans.call(EditSchedules.class, edit -> edit.create(input)).scheduleId();
  }

  private static void change(UUID id, Map<String, Object> body) {
    ScheduleInput input = ScheduleInput.ofChange(Json.MAPPER.valueToTree(body), id, new Faults());
    beans.call(EditSchedules.class, edit -> edit.change(id, input, IfMatch.of(null)));
  }

  private static int fire(UUID id) {
    return beans.call(FireSchedule.class, fire -> fire.fire(id));
  }

  private static ScheduleView shown(UUID id) {
    return beans.call(ViewSchedules.class, view -> view.one(id));
  }

  private static void hours(int hours) {
    database.moveClock(Duration.ofHours(hours));
  }

  /** Due times of the tasks, as hours since the first one that the schedule had. */
  private static List<Integer> made(Instant first) {
    List<Integer> made = new ArrayList<>();
    String times =
        database.one(
            "SELECT string_agg(extract(epoch FROM run_at)::bigint::text, ',' ORDER BY run_at) FROM task");
    for (String time : times == null ? new String[0] : times.split(",")) {
      made.add((int) ((Long.parseLong(time) - first.getEpochSecond()) / 3_600));
    }
    return made;
  }

  private static int tasks() {
    return Integer.parseInt(database.one("SELECT count(*) FROM task"));
  }

  @Test
  void whatIsDueBecomesATaskThatTellsWhereItCameFrom() {
    UUID id =
        schedule(
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
    Instant due = shown(id).nextRunAt();
    hours(1);
    database.moveClock(Duration.ofSeconds(5));

    assertThat(fire(id)).isEqualTo(1);

    ScheduleView after = shown(id);
    assertThat(after.nextRunAt()).isEqualTo(due.plusSeconds(3_600));
    assertThat(after.lastRunAt()).isEqualTo(due);
    assertThat(database.one("SELECT task_id FROM task"))
        .isEqualTo(after.lastTaskId().toString())
        .isEqualTo(DueTask.id(id, due).toString());
    assertThat(
            database.one(
                "SELECT concat_ws(' ', handler, user_id, entity_id, status, priority, max_attempts, request, request_text) FROM task"))
        .isEqualTo("H u e pending 7 3 {\"a\": 1.50} {\"a\": 1.50}");
    assertThat(database.one("SELECT tags FROM task"))
        .isEqualTo("[\"red\", \"schedule:hourly\", \"due:" + due + "\"]");
    assertThat(database.one("SELECT extract(epoch FROM run_at)::bigint FROM task"))
        .isEqualTo("" + due.getEpochSecond());
  }

  @Test
  void attemptsAreTheHandlersWhereTheScheduleDoesNotSay() {
    database.run(
        "INSERT INTO handler (name, max_attempts, updated_at) VALUES ('H', 9, service_clock()) ON CONFLICT DO NOTHING");
    UUID id = schedule();
    hours(1);
    database.moveClock(Duration.ofSeconds(2));
    fire(id);
    assertThat(database.one("SELECT max_attempts FROM task")).isEqualTo("9");
  }

  @Test
  void nothingHappensBeforeItIsDueByTheClockOfTheDatabase() {
    UUID id = schedule();
    database.moveClock(Duration.ofMinutes(59));
    assertThat(fire(id)).isZero();
    assertThat(tasks()).isZero();
    database.moveClock(Duration.ofSeconds(62));
    assertThat(fire(id)).isEqualTo(1);
  }

  @Test
  void whatHasFiredDoesNotFireAgain() {
    UUID id = schedule();
    hours(1);
    database.moveClock(Duration.ofSeconds(2));
    assertThat(fire(id)).isEqualTo(1);
    assertThat(fire(id)).isZero();
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void skipLetsGoWhatWasMissed() {
    UUID id = schedule("misfire", "skip");
    Instant first = shown(id).nextRunAt();
    hours(5);
    database.moveClock(Duration.ofMinutes(30));
    assertThat(fire(id)).isZero();
    assertThat(shown(id).nextRunAt()).isEqualTo(first.plusSeconds(5 * 3_600));
    assertThat(shown(id).lastRunAt()).isNull();
    assertThat(tasks()).isZero();
  }

  @Test
  void onceMakesUpForTheLastOneThatWasMissed() {
    UUID id = schedule();
    Instant first = shown(id).nextRunAt();
    hours(5);
    database.moveClock(Duration.ofMinutes(30));
    assertThat(fire(id)).isEqualTo(1);
    assertThat(made(first)).containsExactly(4);
    assertThat(shown(id).lastRunAt()).isEqualTo(first.plusSeconds(4 * 3_600));
  }

  @Test
  void allMakesUpForAsManyAsTheBoundAllows() {
    UUID id = schedule("misfire", "all", "max_misfires", 3);
    Instant first = shown(id).nextRunAt();
    hours(2);
    database.moveClock(Duration.ofMinutes(30));
    assertThat(fire(id)).isEqualTo(2);
    hours(8);
    assertThat(fire(id)).isEqualTo(3);
    assertThat(made(first)).containsExactly(0, 1, 7, 8, 9);
    assertThat(shown(id).nextRunAt()).isEqualTo(first.plusSeconds(10 * 3_600));
  }

  @Test
  void aPausedScheduleIsNotLookedAtAndItsPolicySaysWhatBecomesOfThePause() {
    UUID id = schedule("misfire", "all");
    Instant first = shown(id).nextRunAt();
    change(id, Map.of("paused", true));
    hours(3);
    database.moveClock(Duration.ofMinutes(30));
    assertThat(beans.call(FireSchedule.class, FireSchedule::waiting)).isEmpty();
    assertThat(fire(id)).isZero();
    assertThat(shown(id).nextRunAt()).isEqualTo(first);

    change(id, Map.of("paused", false));
    assertThat(fire(id)).isEqualTo(3);
    assertThat(made(first)).containsExactly(0, 1, 2);
  }

  @Test
  void aChangeOfWhenItIsDueBeginsAnewAndAnyOtherChangeLetsWhatIsDueBe() {
    UUID id = schedule("misfire", "all");
    Instant first = shown(id).nextRunAt();
    hours(2);
    database.moveClock(Duration.ofMinutes(10));
    change(id, Map.of("priority", 9, "interval", 3_600, "time_zone", "UTC"));
    assertThat(shown(id).nextRunAt()).isEqualTo(first);
    change(id, Map.of("interval", "PT30M"));
    assertThat(shown(id).nextRunAt())
        .isBetween(first.plusSeconds(100 * 60 - 2), first.plusSeconds(100 * 60 + 5));
    assertThat(fire(id)).isZero();
  }

  @Test
  void anIntervalBeginsAtTheStartIfThereIsOne() {
    Instant start = Instant.parse("2020-02-03T04:05:06Z");
    UUID id = schedule("starts_at", start.toString());
    Instant next = shown(id).nextRunAt();
    assertThat((next.getEpochSecond() - start.getEpochSecond()) % 3_600).isZero();
    assertThat(next).isAfter(Instant.parse(clock()));
  }

  private static String clock() {
    return database.one(
        "SELECT to_char(service_clock() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
  }

  @Test
  void behindItsEndAScheduleIsNotDueAnyMore() {
    UUID id = schedule("misfire", "all");
    Instant first = shown(id).nextRunAt();
    change(id, Map.of("ends_at", first.plusSeconds(5_000).toString()));
    hours(10);
    assertThat(fire(id)).isEqualTo(2);
    assertThat(shown(id).nextRunAt()).isNull();
    assertThat(beans.call(FireSchedule.class, FireSchedule::waiting)).isEmpty();
  }

  @Test
  void whatAnotherNodeIsFiringIsPassedOverWithoutWaiting() {
    UUID id = schedule();
    hours(1);
    database.moveClock(Duration.ofSeconds(2));
    try (TestBeans.Transaction other = beans.begin()) {
      assertThat(other.bean(FireSchedule.class).fire(id)).isEqualTo(1);
      assertThat(fire(id)).isZero();
      other.commit();
    }
    assertThat(fire(id)).isZero();
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void manyNodesMakeEachTaskOnce() throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(schedule("name", "s" + i, "misfire", "all"));
    }
    hours(4);
    database.moveClock(Duration.ofMinutes(30));
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      int made = 0;
      for (Future<Integer> node :
          nodes.invokeAll(
              Collections.<Callable<Integer>>nCopies(
                  4, () -> ids.stream().mapToInt(id -> fire(id)).sum()))) {
        made += node.get();
      }
      assertThat(made).isEqualTo(80);
    } finally {
      nodes.shutdownNow();
    }
    assertThat(tasks()).isEqualTo(80);
  }

  @Test
  void aDueTimeThatIsFoundASecondTimeGetsNoSecondTask() {
    UUID id = schedule();
    Instant first = shown(id).nextRunAt();
    hours(1);
    database.moveClock(Duration.ofSeconds(2));
    fire(id);
    String back = "UPDATE schedule SET next_run_at = ? WHERE schedule_id = ?";
    database.run(back, java.sql.Timestamp.from(first), id);
    assertThat(fire(id)).isZero();
    // the id of the task says it as well, when nobody knows of the run any more
    database.run("DELETE FROM schedule_run");
    database.run(back, java.sql.Timestamp.from(first), id);
    fire(id);
    assertThat(tasks()).isEqualTo(1);
  }

  @Test
  void aFiringThatIsCutOffLeavesNothingAndIsDoneAgain() {
    UUID id = schedule();
    ScheduleView before = shown(id);
    hours(1);
    database.moveClock(Duration.ofSeconds(2));
    try (TestBeans.Transaction cut = beans.begin()) {
      assertThat(cut.bean(FireSchedule.class).fire(id)).isEqualTo(1);
      cut.manager().flush();
    }
    assertThat(tasks()).isZero();
    assertThat(database.one("SELECT count(*) FROM schedule_run")).isEqualTo("0");
    assertThat(shown(id)).isEqualTo(before);
    assertThat(fire(id)).isEqualTo(1);
  }

  @Test
  void aLookTellsWhatIsDueFirstAndHowLongTheOthersWait() {
    UUID later = schedule("name", "later", "interval", "PT2H");
    UUID sooner = schedule("name", "sooner");
    hours(1);
    database.moveClock(Duration.ofSeconds(10));
    List<FireSchedule.Waiting> waiting = beans.call(FireSchedule.class, FireSchedule::waiting);
    assertThat(waiting).extracting(FireSchedule.Waiting::scheduleId).containsExactly(sooner, later);
    assertThat(waiting.get(0).dueIn()).isNegative();
    assertThat(waiting.get(1).dueIn()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
  }

  @Test
  void aTriggeredTaskComesBesideThoseThatAreDue() {
    UUID id = schedule("tags", List.of("red"));
    change(id, Map.of("paused", true));
    ScheduleView before = shown(id);
    beans.call(TriggerSchedule.class, trigger -> trigger.trigger(id));
    assertThat(shown(id)).isEqualTo(before);
    assertThat(database.one("SELECT tags FROM task")).isEqualTo("[\"red\", \"schedule:hourly\"]");
    assertThat(database.one("SELECT run_at FROM task")).isNull();
  }

  @Test
  void aDeletedScheduleLeavesItsTasks() {
    UUID id = schedule();
    hours(1);
    database.moveClock(Duration.ofSeconds(2));
    fire(id);
    beans.run(EditSchedules.class, edit -> edit.delete(id));
    assertThat(tasks()).isEqualTo(1);
    assertThat(database.one("SELECT count(*) FROM schedule_run")).isEqualTo("0");
  }
}
