package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.task.create.SubmitBatch;

/** Families of tasks are in order, and stay usable where older ones are not. */
class ParentsTest {

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
  void taskHangsOnOneThatIsThereLiveOrHistorized() {
    UUID parent = families.made(null);
    UUID child = families.made(parent);
    assertThat(child).isNotNull();
    families.beans.run(DeleteTask.class, delete -> delete.historize(parent, Owner.ANYBODY));
    assertThat(families.made(parent)).isNotNull();

    Families.refused(() -> families.made(UUID.randomUUID()), "no task has this id");
    Families.refused(() -> families.change(child, UUID.randomUUID()), "no task has this id");
    assertThat(families.count()).isEqualTo("3");
    assertThat(families.parentOf(child)).isEqualTo(parent.toString());
  }

  @Test
  void batchHoldsParentsAndChildrenInAnyOrder() {
    UUID there = families.made(null);
    UUID a = UUID.randomUUID();
    UUID b = UUID.randomUUID();
    UUID c = UUID.randomUUID();
    SubmitBatch.Outcome outcome =
        families.all(
            Families.batch(
                Families.task(c, b),
                Families.task(b, a),
                Families.task(null, c),
                Families.task(a, there),
                Families.task(null, there)));
    assertThat(outcome.created()).isEqualTo(5);
    assertThat(families.parentOf(c)).isEqualTo(b.toString());
    assertThat(
            families
                .all(Families.batch(Families.task(null, there), Families.task(null, there)))
                .created())
        .isEqualTo(2);
  }

  @Test
  void wholeBatchIsRefusedWithThePlacesOfAllWhoseParentCannotBeOne() {
    UUID a = UUID.randomUUID();
    UUID b = UUID.randomUUID();
    UUID c = UUID.randomUUID();
    UUID d = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                families.all(
                    Families.batch(
                        Families.task(null, null),
                        Families.task(c, a),
                        Families.task(a, UUID.randomUUID()),
                        Families.task(b, d),
                        Families.task(d, b),
                        Families.task(null, b))))
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
    assertThat(families.count()).isEqualTo("0");
    assertThatThrownBy(() -> families.all(Families.batch(Families.task(null, UUID.randomUUID()))))
        .isInstanceOf(InvalidInput.class);
    assertThat(families.count()).isEqualTo("0");
  }

  @Test
  void partOfABatchIsCreatedWithoutThoseWhoseParentIsNot() {
    UUID taken = families.made(null);
    UUID a = UUID.randomUUID();
    UUID b = UUID.randomUUID();
    UUID bad = UUID.randomUUID();
    ArrayNode tasks =
        Families.batch(
            Families.task(null, taken),
            // there already, so what its row says of it does not count
            Families.task(taken, UUID.randomUUID()),
            Families.task(a, UUID.randomUUID()),
            Families.task(b, a),
            Families.task(null, b),
            Families.task(null, bad),
            Families.task(UUID.randomUUID(), taken));
    tasks.addObject().put("task_id", bad.toString());
    SubmitBatch.Outcome outcome =
        families.beans.call(SubmitBatch.class, submit -> submit.whatFits(Families.read(tasks)));
    assertThat(outcome.results())
        .extracting(SubmitBatch.Result::status)
        .containsExactly(201, 409, 422, 422, 422, 422, 201, 422);
    assertThat(outcome.results().get(4).errors())
        .extracting(Faults.Fault::pointer)
        .containsExactly("/4/parent_id");
    assertThat(outcome.created()).isEqualTo(2);
    assertThat(families.count()).isEqualTo("3");
    assertThat(families.parentOf(taken)).isNull();
    assertThat(families.database.one("SELECT count(*) FROM queue")).isEqualTo("3");
  }

  @Test
  void longChainInABatchIsNoTrouble() {
    ArrayNode tasks = Json.MAPPER.createArrayNode();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(UUID.randomUUID());
    }
    for (int i = 0; i < ids.size(); i++) {
      tasks.add(
          Json.MAPPER.valueToTree(Families.task(ids.get(i), i == 9_999 ? null : ids.get(i + 1))));
    }
    assertThat(families.all(tasks).created()).isEqualTo(10_000);
    Families.refused(() -> families.change(ids.get(9_999), ids.get(0)), "more than 1000");
    Families.refused(
        () -> families.change(ids.get(9_999), ids.get(9_500)), "back to the task itself");
    assertThat(families.change(ids.get(0), ids.get(9_500)).parentId()).isEqualTo(ids.get(9_500));
  }

  @Test
  void noChangeClosesACircle() {
    UUID a = families.made(null);
    UUID b = families.made(a);
    UUID c = families.made(b);
    Families.refused(() -> families.change(a, a), "not part of itself");
    Families.refused(() -> families.change(a, b), "back to the task itself");
    Families.refused(() -> families.change(a, c), "back to the task itself");
    assertThat(families.parentOf(a)).isNull();
    families.change(c, a);
    families.change(b, c);
    assertThat(families.parentOf(b)).isEqualTo(c.toString());
  }

  @Test
  void familiesOfOldThatAreNotInOrderStayUsable() {
    UUID a = families.made(null);
    UUID b = families.made(a);
    UUID apart = families.made(null);
    families.database.run("UPDATE task SET parent_id = ? WHERE task_id = ?", b, a);
    Families.refused(() -> families.change(apart, a), "more than 1000");
    assertThat(families.made(a)).isNotNull();
    assertThat(families.change(a, b).parentId()).isEqualTo(b);
    assertThatThrownBy(
            () ->
                families.beans.run(
                    DeleteTask.class, delete -> delete.delete(b, false, Owner.ANYBODY)))
        .isInstanceOf(TaskErrors.DeleteNeedsForce.class);
    families.beans.run(DeleteTask.class, delete -> delete.delete(b, true, Owner.ANYBODY));
    assertThat(families.count()).isEqualTo("1");

    UUID gone = UUID.randomUUID();
    families.database.run("UPDATE task SET parent_id = ? WHERE task_id = ?", gone, apart);
    assertThat(families.change(apart, gone).parentId()).isEqualTo(gone);
    Families.refused(
        () -> families.submit(Families.task(gone, apart)), "name this one as their parent");
    assertThat(families.submit(Families.task(gone, null)).taskId()).isEqualTo(gone);
    Families.refused(() -> families.change(gone, apart), "back to the task itself");
  }
}
