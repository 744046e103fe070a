package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.secrecy.Sight;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** Tasks from before a client could no longer set a {@code run_at} before 1970. */
class KeptRunAtTest {

  private static TestDatabase database;
  private static TestBeans beans;

  private final UUID id = database.aTask().insert();

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
  }

  @Test
  void aTaskThatHasSuchAMomentIsShownAndCanBeSentBack() {
    database.run("UPDATE task SET run_at = '1582-10-10 00:00:00+00' WHERE task_id = ?", id);
    TaskView shown = beans.call(ViewTask.class, view -> view.view(id, Owner.ANYBODY));
    assertThat(shown.runAt()).isEqualTo("1582-10-10T00:00:00Z");
    assertThat(change("run_at", "1582-10-10T00:00:00.000000Z").runAt()).isEqualTo(shown.runAt());
  }

  @Test
  void noTaskIsGivenOne() {
    assertThatThrownBy(() -> change("run_at", "1969-12-31T23:59:59.999999Z"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("before 1970");
    assertThat(change("run_at", "1970-01-01").runAt()).isEqualTo("1970-01-01T00:00:00Z");
  }

  private TaskView change(String name, String value) {
    Faults faults = new Faults();
    TaskInput change =
        TaskInput.ofChange(Json.MAPPER.valueToTree(Map.of(name, value)), id, faults, Owner.ANYBODY);
    assertThat(faults.all()).isEmpty();
    return beans.call(
        ChangeTask.class, task -> task.change(id, change, IfMatch.of(null), Sight.WHOLE));
  }
}
