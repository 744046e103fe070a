package org.taskyard.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.access.Creator;
import org.taskyard.access.Owner;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.secrecy.Sight;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** Schedules in a database of a test's own, whose time goes by as the test says. */
final class TestSchedules {

  final TestDatabase database = TestDatabase.create();
  final TestBeans beans = new TestBeans(database);

  void empty() {
    database.run("DELETE FROM schedule");
    database.run("DELETE FROM task");
  }

  /** Due every hour from an hour from now on, unless said otherwise. */
  UUID add(Object... members) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "hourly", "handler", "H"));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    if (!body.containsKey("cron")) {
      body.putIfAbsent("interval", "PT1H");
    }
    Faults faults = new Faults();
    ScheduleInput input =
        ScheduleInput.ofNew(Json.MAPPER.valueToTree(body), faults, Creator.SERVICE);
    faults.refuse();
    return beans.call(EditSchedules.class, edit -> edit.create(input)).scheduleId();
  }

  void change(UUID id, Map<String, Object> body) {
    ScheduleInput input =
        ScheduleInput.ofChange(Json.MAPPER.valueToTree(body), id, new Faults(), Owner.ANYBODY);
    beans.call(EditSchedules.class, edit -> edit.change(id, input, IfMatch.of(null), Sight.WHOLE));
  }

  int fire(UUID id) {
    return beans.call(FireSchedule.class, fire -> fire.fire(List.of(id)));
  }

  List<FireSchedule.Waiting> waiting() {
    return beans.call(FireSchedule.class, FireSchedule::waiting);
  }

  ScheduleView shown(UUID id) {
    return beans.call(ViewSchedules.class, view -> view.one(id, Owner.ANYBODY));
  }

  /** Lets that time go by, and a few seconds more. */
  void pass(Duration time) {
    database.moveClock(time.plusSeconds(5));
  }

  /** Due times of the tasks, as hours since the first one that the schedule had. */
  List<Integer> made(Instant first) {
    List<Integer> made = new ArrayList<>();
    String times =
        database.one(
            "SELECT string_agg(extract(epoch FROM run_at)::bigint::text, ',' ORDER BY run_at) FROM task");
    for (String time : times == null ? new String[0] : times.split(",")) {
      made.add((int) ((Long.parseLong(time) - first.getEpochSecond()) / 3_600));
    }
    return made;
  }

  int tasks() {
    return Integer.parseInt(database.one("SELECT count(*) FROM task"));
  }
}
