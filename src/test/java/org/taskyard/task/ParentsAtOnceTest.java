package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.secrecy.Sight;
import org.taskyard.support.TestBeans.Transaction;
import org.taskyard.task.create.SubmitTasks;

/** Families of tasks stay in order, whatever is asked for at the same moment. */
class ParentsAtOnceTest {

  private static Families families;

  @BeforeAll
  static void create() {
    families = new Families();
  }

  @BeforeEach
  void empty() {
    families.empty();
  }

  @Test
  void twoThatAreToBeEachOthersParentsDoNotBothBecomeIt() {
    UUID a = families.made(null);
    UUID b = families.made(null);
    try (Transaction first = families.beans.begin()) {
      first.bean(ChangeTask.class).change(a, Families.parent(b), Families.ANY, Sight.WHOLE);
      CompletableFuture<?> second = CompletableFuture.supplyAsync(() -> families.change(b, a));
      families.awaitWaiting(second);
      first.commit();
      Families.refused(second::join, "back to the task itself");
    }
    assertThat(families.parentOf(b)).isNull();
    assertThat(families.parentOf(a)).isEqualTo(b.toString());
  }

  @Test
  void twoThatAreToBeEachOthersParentsDoNotWaitForEachOther() {
    UUID a = families.made(null);
    UUID b = families.made(null);
    UUID apart = families.made(null);
    try (Transaction before = families.beans.begin()) {
      before.bean(ChangeTask.class).change(apart, Families.parent(a), Families.ANY, Sight.WHOLE);
      CompletableFuture<?> first = CompletableFuture.supplyAsync(() -> families.change(a, b));
      families.awaitWaiting(first);
      CompletableFuture<?> second = CompletableFuture.supplyAsync(() -> families.change(b, a));
      families.awaitWaiting(first, second);
      before.commit();
      first.join();
      Families.refused(second::join, "back to the task itself");
    }
  }

  @Test
  void twoChangesOfDifferentTasksDoNotCloseACircleTogether() {
    UUID a = families.made(null);
    UUID underA = families.made(a);
    UUID b = families.made(null);
    UUID underB = families.made(b);
    try (Transaction first = families.beans.begin()) {
      first.bean(ChangeTask.class).change(a, Families.parent(underB), Families.ANY, Sight.WHOLE);
      CompletableFuture<?> second = CompletableFuture.supplyAsync(() -> families.change(b, underA));
      families.awaitWaiting(second);
      first.commit();
      Families.refused(second::join, "back to the task itself");
    }
  }

  @Test
  void deleteThatComesBeforeTheChildLeavesNoParentToHangOn() {
    UUID parent = families.made(null);
    try (Transaction first = families.beans.begin()) {
      first.bean(DeleteTask.class).delete(parent, false, Owner.ANYBODY);
      CompletableFuture<?> one = CompletableFuture.supplyAsync(() -> families.made(parent));
      CompletableFuture<?> many =
          CompletableFuture.supplyAsync(
              () -> families.all(Families.batch(Families.task(null, parent))));
      families.awaitWaiting(one, many);
      first.commit();
      Families.refused(one::join, "no task has this id");
      Families.refused(many::join, "no task has this id");
    }
    assertThat(families.count()).isEqualTo("0");
  }

  @Test
  void deleteThatComesBehindTheChildSeesIt() {
    UUID parent = families.made(null);
    try (Transaction first = families.beans.begin()) {
      first.bean(SubmitTasks.class).one(Families.input(Families.task(null, parent)));
      CompletableFuture<?> second = families.delete(parent, false);
      families.awaitWaiting(second);
      first.commit();
      assertThatThrownBy(second::join).hasCauseInstanceOf(TaskErrors.DeleteNeedsForce.class);
    }
    assertThat(families.count()).isEqualTo("2");
  }

  @Test
  void deleteWithForceTakesGrandchildrenThatAreMadeMeanwhile() {
    UUID top = families.made(null);
    UUID child = families.made(top);
    try (Transaction first = families.beans.begin()) {
      TaskView made = first.bean(SubmitTasks.class).one(Families.input(Families.task(null, child)));
      first.bean(SubmitTasks.class).one(Families.input(Families.task(null, made.taskId())));
      CompletableFuture<?> second = families.delete(top, true);
      families.awaitWaiting(second);
      first.commit();
      second.join();
    }
    assertThat(families.count()).isEqualTo("0");
    assertThat(families.database.one("SELECT count(*) FROM queue")).isEqualTo("0");
  }

  @Test
  void taskIsNotMovedUnderOneThatIsBeingDeleted() {
    UUID parent = families.made(null);
    UUID child = families.made(null);
    try (Transaction first = families.beans.begin()) {
      first.bean(DeleteTask.class).delete(parent, true, Owner.ANYBODY);
      CompletableFuture<?> second =
          CompletableFuture.supplyAsync(() -> families.change(child, parent));
      families.awaitWaiting(second);
      first.commit();
      Families.refused(second::join, "no task has this id");
    }
    assertThat(families.parentOf(child)).isNull();
  }

  @Test
  void runOfTheParentEndsWhileAChildIsBeingMade() {
    UUID parent = families.made(null);
    try (Transaction first = families.beans.begin()) {
      first.bean(SubmitTasks.class).one(Families.input(Families.task(null, parent)));
      families.database.run(
          "SET lock_timeout = '5s'; UPDATE task SET priority = 6 WHERE task_id = '%s'"
              .formatted(parent));
      first.commit();
    }
    assertThat(families.database.one("SELECT priority FROM task WHERE task_id = ?", parent))
        .isEqualTo("6");
  }
}
