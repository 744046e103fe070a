package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.taskyard.access.Creator;
import org.taskyard.access.Owner;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.secrecy.Sight;
import org.taskyard.secrecy.TestSecrecy;
import org.taskyard.support.Eventually;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;
import org.taskyard.task.create.SubmitBatch;
import org.taskyard.task.create.SubmitTasks;
import org.taskyard.task.create.TaskBatch;

/** Tasks that hang on each other, in a database of a test's own. */
final class Families {

  static final IfMatch ANY = IfMatch.of(null);

  final TestDatabase database = TestDatabase.create();
  final TestBeans beans = new TestBeans(database);

  Families() {
    database.run(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''60s''', current_database()); END $$");
  }

  void empty() {
    database.run("DELETE FROM task");
  }

  static Map<String, String> task(UUID id, UUID parent) {
    Map<String, String> task = new HashMap<>(Map.of("handler", "H"));
    task.put("task_id", id == null ? null : id.toString());
    task.put("parent_id", parent == null ? null : parent.toString());
    return task;
  }

  static TaskInput input(Map<String, String> task) {
    Faults faults = new Faults();
    TaskInput input = TaskInput.ofNew(Json.MAPPER.valueToTree(task), "", faults, Creator.SERVICE);
    faults.refuse();
    return input;
  }

  @SafeVarargs
  static ArrayNode batch(Map<String, String>... tasks) {
    return Json.MAPPER.valueToTree(List.of(tasks));
  }

  SubmitBatch.Outcome all(ArrayNode tasks) {
    return beans.call(SubmitBatch.class, submit -> submit.allOrNothing(read(tasks)));
  }

  static TaskBatch read(ArrayNode tasks) {
    return TaskBatch.ofArray(
        new ByteArrayInputStream(Json.bytes(tasks)),
        Creator.SERVICE,
        TestSecrecy.secrecy(Map.of(), null));
  }

  TaskView submit(Map<String, String> task) {
    return beans.call(SubmitTasks.class, submit -> submit.one(input(task)));
  }

  UUID made(UUID parent) {
    return submit(task(null, parent)).taskId();
  }

  static TaskInput parent(UUID parent) {
    return TaskInput.ofChange(
        Json.MAPPER.createObjectNode().put("parent_id", parent.toString()),
        new UUID(0, 0),
        new Faults(),
        Owner.ANYBODY);
  }

  TaskView change(UUID id, UUID parent) {
    Faults faults = new Faults();
    TaskInput change =
        TaskInput.ofChange(
            Json.MAPPER.createObjectNode().put("parent_id", parent.toString()),
            id,
            faults,
            Owner.ANYBODY);
    faults.refuse();
    return beans.call(ChangeTask.class, tasks -> tasks.change(id, change, ANY, Sight.WHOLE));
  }

  CompletableFuture<?> delete(UUID id, boolean force) {
    return CompletableFuture.runAsync(
        () -> beans.run(DeleteTask.class, delete -> delete.delete(id, force, Owner.ANYBODY)));
  }

  String parentOf(UUID id) {
    return database.one("SELECT parent_id FROM task WHERE task_id = ?", id);
  }

  String count() {
    return database.one("SELECT count(*) FROM task");
  }

  static void refused(Runnable work, String why) {
    assertThatThrownBy(work::run)
        .satisfies(
            thrown ->
                assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining(why));
  }

  /** Until each of them waits for a lock of somebody else. */
  void awaitWaiting(CompletableFuture<?>... all) {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    Eventually.holds(
        "all wait for a lock",
        () -> {
          assertThat(all).noneMatch(CompletableFuture::isDone);
          return database.one(waiting).equals(Integer.toString(all.length));
        });
  }
}
