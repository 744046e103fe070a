package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.platform.Faults;
import org.taskyard.platform.InvalidInput;
import org.taskyard.platform.Json;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestBeans.Transaction;
import org.taskyard.support.TestDatabase;

/** Families of tasks stay in order, whatever is asked for at the same moment. */
class ParentsTest {

  private static final IfMatch ANY = IfMatch.of(null);

  private static TestDatabase database;
  private static TestBeans beans;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
    database.run(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''60s''', current_database()); END $$");
  }

  @BeforeEach
  void empty() {
    database.run("DELETE FROM task");
  }

  // one after the other

  @Test
  void taskHangsOnOneThatIsThereLiveOrHistorized() {
    UUID parent = made(null);
    UUID child = made(parent);
    assertThat(child).isNotNull();
    beans.run(DeleteTask.class, delete -> delete.historize(parent));
    assertThat(made(parent)).isNotNull();

    refused(() -> made(UUID.randomUUID()), "no task has this id");
    refused(() -> change(child, UUID.randomUUID()), "no task has this id");
    assertThat(count()).isEqualTo("3");
    assertThat(parentOf(child)).isEqualTo(parent.toString());
  }

  @Test
  void batchHoldsParentsAndChildrenInAnyOrder() {
    UUID there = made(null);
    UUID a = UUID.randomUUID();
    UUID b = UUID.randomUUID();
    UUID c = UUID.randomUUID();
    SubmitBatch.Outcome outcome =
        all(batch(task(c, b), task(b, a), task(null, c), task(a, there), task(null, there)));
    assertThat(outcome.created()).isEqualTo(5);
    assertThat(parentOf(c)).isEqualTo(b.toString());
    assertThat(all(batch(task(null, there), task(null, there))).created()).isEqualTo(2);
  }

  @Test
  void wholeBatchIsRefusedWithThePlacesOfAllWhoseParentCannotBeOne() {
    UUID a = UUID.randomUUID();
    UUID b = UUID.randomUUID();
    UUID c = UUID.randomUUID();
    UUID d = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                all(
                    batch(
                        task(null, null),
                        task(c, a),
                        task(a, UUID.randomUUID()),
                        task(b, d),
                        task(d, b),
                        task(null, b))))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal ->
                assertThat(refusal.faults())
                    .extracting(fault -> fault.pointer() + " " + fault.message().split(" ")[1])
                    .containsExactly(
                        "/1/parent_id task",
                        "/2/parent_id task",
                        "/3/parent_id parents",
                        "/4/parent_id parents",
                        "/5/parent_id parents"));
    assertThat(count()).isEqualTo("0");
    assertThatThrownBy(() -> all(batch(task(null, UUID.randomUUID()))))
        .isInstanceOf(InvalidInput.class);
    assertThat(count()).isEqualTo("0");
  }

  @Test
  void partOfABatchIsCreatedWithoutThoseWhoseParentIsNot() {
    UUID taken = made(null);
    UUID a = UUID.randomUUID();
    UUID b = UUID.randomUUID();
    UUID bad = UUID.randomUUID();
    ArrayNode tasks =
        batch(
            task(null, taken),
            task(taken, null),
            task(a, UUID.randomUUID()),
            task(b, a),
            task(null, b),
            task(null, bad),
            task(UUID.randomUUID(), taken));
    tasks.addObject().put("task_id", bad.toString());
    SubmitBatch.Outcome outcome =
        beans.call(SubmitBatch.class, submit -> submit.whatFits(TaskBatch.ofArray(tasks)));
    assertThat(outcome.results())
        .extracting(SubmitBatch.Result::status)
        .containsExactly(201, 409, 422, 422, 422, 422, 201, 422);
    assertThat(outcome.results().get(4).errors())
        .extracting(Faults.Fault::pointer)
        .containsExactly("/4/parent_id");
    assertThat(outcome.created()).isEqualTo(2);
    assertThat(count()).isEqualTo("3");
    assertThat(database.one("SELECT count(*) FROM queue")).isEqualTo("3");
  }

  @Test
  void longChainInABatchIsNoTrouble() {
    ArrayNode tasks = Json.MAPPER.createArrayNode();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(UUID.randomUUID());
    }
    for (int i = 0; i < ids.size(); i++) {
      tasks.add(Json.MAPPER.valueToTree(task(ids.get(i), i == 9_999 ? null : ids.get(i + 1))));
    }
    assertThat(all(tasks).created()).isEqualTo(10_000);
    refused(() -> change(ids.get(9_999), ids.get(0)), "more than 1000");
    refused(() -> change(ids.get(9_999), ids.get(9_500)), "back to the task itself");
    assertThat(change(ids.get(0), ids.get(9_500)).parentId()).isEqualTo(ids.get(9_500));
  }

  @Test
  void noChangeClosesACircle() {
    UUID a = made(null);
    UUID b = made(a);
    UUID c = made(b);
    refused(() -> change(a, a), "not part of itself");
    refused(() -> change(a, b), "back to the task itself");
    refused(() -> change(a, c), "back to the task itself");
    assertThat(parentOf(a)).isNull();
    change(c, a);
    change(b, c);
    assertThat(parentOf(b)).isEqualTo(c.toString());
  }

  @Test
  void familiesOfOldThatAreNotInOrderStayUsable() {
    UUID a = made(null);
    UUID b = made(a);
    UUID apart = made(null);
    database.run("UPDATE task SET parent_id = ? WHERE task_id = ?", b, a);
    refused(() -> change(apart, a), "more than 1000");
    assertThat(made(a)).isNotNull();
    assertThat(change(a, b).parentId()).isEqualTo(b);
    beans.run(DeleteTask.class, delete -> delete.delete(b, true));
    assertThat(count()).isEqualTo("1");

    UUID gone = UUID.randomUUID();
    database.run("UPDATE task SET parent_id = ? WHERE task_id = ?", gone, apart);
    assertThat(change(apart, gone).parentId()).isEqualTo(gone);
    refused(() -> submit(task(gone, apart)), "name this one as their parent");
    assertThat(submit(task(gone, null)).taskId()).isEqualTo(gone);
    refused(() -> change(gone, apart), "back to the task itself");
  }

  // at the same moment

  @Test
  void twoThatAreToBeEachOthersParentsDoNotBothBecomeIt() {
    UUID a = made(null);
    UUID b = made(null);
    try (Transaction first = beans.begin()) {
      first.bean(ChangeTask.class).change(a, parent(b), ANY);
      CompletableFuture<?> second = CompletableFuture.supplyAsync(() -> change(b, a));
      awaitWaiting(second);
      first.commit();
      refused(second::join, "back to the task itself");
    }
    assertThat(parentOf(b)).isNull();
    assertThat(parentOf(a)).isEqualTo(b.toString());
  }

  @Test
  void circleOverThreeIsNotClosedByTwo() {
    UUID a = made(null);
    UUID b = made(null);
    UUID c = made(b);
    try (Transaction first = beans.begin()) {
      first.bean(ChangeTask.class).change(b, parent(a), ANY);
      CompletableFuture<?> second = CompletableFuture.supplyAsync(() -> change(a, c));
      awaitWaiting(second);
      first.commit();
      refused(second::join, "back to the task itself");
    }
  }

  @Test
  void deleteThatComesBeforeTheChildLeavesNoParentToHangOn() {
    UUID parent = made(null);
    try (Transaction first = beans.begin()) {
      first.bean(DeleteTask.class).delete(parent, false);
      CompletableFuture<?> one = CompletableFuture.supplyAsync(() -> made(parent));
      CompletableFuture<?> many =
          CompletableFuture.supplyAsync(() -> all(batch(task(null, parent))));
      awaitWaiting(one, many);
      first.commit();
      refused(one::join, "no task has this id");
      refused(many::join, "no task has this id");
    }
    assertThat(count()).isEqualTo("0");
  }

  @Test
  void deleteThatComesBehindTheChildSeesIt() {
    UUID parent = made(null);
    try (Transaction first = beans.begin()) {
      first.bean(SubmitTasks.class).one(input(task(null, parent)));
      CompletableFuture<?> second = delete(parent, false);
      awaitWaiting(second);
      first.commit();
      assertThatThrownBy(second::join).hasCauseInstanceOf(TaskErrors.DeleteNeedsForce.class);
    }
    assertThat(count()).isEqualTo("2");
  }

  @Test
  void deleteWithForceTakesGrandchildrenThatAreMadeMeanwhile() {
    UUID top = made(null);
    UUID child = made(top);
    try (Transaction first = beans.begin()) {
      TaskView made = first.bean(SubmitTasks.class).one(input(task(null, child)));
      first.bean(SubmitTasks.class).one(input(task(null, made.taskId())));
      CompletableFuture<?> second = delete(top, true);
      awaitWaiting(second);
      first.commit();
      second.join();
    }
    assertThat(count()).isEqualTo("0");
    assertThat(database.one("SELECT count(*) FROM queue")).isEqualTo("0");
  }

  @Test
  void taskIsNotMovedUnderOneThatIsBeingDeleted() {
    UUID parent = made(null);
    UUID child = made(null);
    try (Transaction first = beans.begin()) {
      first.bean(DeleteTask.class).delete(parent, true);
      CompletableFuture<?> second = CompletableFuture.supplyAsync(() -> change(child, parent));
      awaitWaiting(second);
      first.commit();
      refused(second::join, "no task has this id");
    }
    assertThat(parentOf(child)).isNull();
  }

  @Test
  void runOfTheParentEndsWhileAChildIsBeingMade() {
    UUID parent = made(null);
    try (Transaction first = beans.begin()) {
      first.bean(SubmitTasks.class).one(input(task(null, parent)));
      database.run(
          "SET lock_timeout = '5s'; UPDATE task SET priority = 6 WHERE task_id = '%s'"
              .formatted(parent));
      first.commit();
    }
    assertThat(database.one("SELECT priority FROM task WHERE task_id = ?", parent)).isEqualTo("6");
  }

  private static Map<String, String> task(UUID id, UUID parent) {
    Map<String, String> task = new java.util.HashMap<>(Map.of("handler", "H"));
    task.put("task_id", id == null ? null : id.toString());
    task.put("parent_id", parent == null ? null : parent.toString());
    return task;
  }

  private static TaskInput input(Map<String, String> task) {
    Faults faults = new Faults();
    TaskInput input = TaskInput.ofNew(Json.MAPPER.valueToTree(task), "", faults);
    faults.refuse();
    return input;
  }

  @SafeVarargs
  private static ArrayNode batch(Map<String, String>... tasks) {
    return Json.MAPPER.valueToTree(List.of(tasks));
  }

  private static SubmitBatch.Outcome all(ArrayNode tasks) {
    return beans.call(SubmitBatch.class, submit -> submit.allOrNothing(TaskBatch.ofArray(tasks)));
  }

  private static TaskView submit(Map<String, String> task) {
    return beans.call(SubmitTasks.class, submit -> submit.one(input(task)));
  }

  private static UUID made(UUID parent) {
    return submit(task(null, parent)).taskId();
  }

  private static TaskInput parent(UUID parent) {
    return TaskInput.ofChange(
        Json.MAPPER.createObjectNode().put("parent_id", parent.toString()),
        new UUID(0, 0),
        new Faults());
  }

  private static TaskView change(UUID id, UUID parent) {
    Faults faults = new Faults();
    TaskInput change =
        TaskInput.ofChange(
            Json.MAPPER.createObjectNode().put("parent_id", parent.toString()), id, faults);
    faults.refuse();
    return beans.call(ChangeTask.class, tasks -> tasks.change(id, change, ANY));
  }

  private static CompletableFuture<?> delete(UUID id, boolean force) {
    return CompletableFuture.runAsync(
        () -> beans.run(DeleteTask.class, delete -> delete.delete(id, force)));
  }

  private static String parentOf(UUID id) {
    return database.one("SELECT parent_id FROM task WHERE task_id = ?", id);
  }

  private static String count() {
    return database.one("SELECT count(*) FROM task");
  }

  private static void refused(Runnable work, String why) {
    assertThatThrownBy(work::run)
        .satisfies(
            thrown ->
                assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining(why));
  }

  /** Until each of them waits for a lock of somebody else. */
  private static void awaitWaiting(CompletableFuture<?>... all) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while (!database.one(waiting).equals(Integer.toString(all.length))) {
      assertThat(System.nanoTime()).isLessThan(end);
      for (CompletableFuture<?> each : all) {
        assertThat(each).isNotDone();
      }
    }
  }
}
