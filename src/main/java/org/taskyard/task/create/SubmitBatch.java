package org.taskyard.task.create;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.taskyard.refusal.Faults;
import org.taskyard.task.TaskErrors;
import org.taskyard.task.TaskInput;

/** Creates the tasks of a batch in one transaction. */
@Stateless
public class SubmitBatch {

  /**
   * What became of one item.
   *
   * @param index its place in the batch, from 0
   * @param status as if it had been sent alone: 201, 409 (id taken) or 422 (faults)
   * @param errors its faults, absent if it has none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(int index, int status, UUID taskId, List<Faults.Fault> errors) {}

  /** What became of the batch. */
  public record Outcome(int created, int rejected, List<Result> results) {}

  @EJB private SubmitTasks submit;

  /**
   * Creates all tasks or none.
   *
   * @throws org.taskyard.refusal.InvalidInput if any has a fault, or a parent that does not exist
   * @throws TaskErrors.TaskIdsTaken if the id of any is in use
   */
  public Outcome allOrNothing(TaskBatch batch) {
    batch.faults().refuse();
    SubmitTasks.Batch made = submit.all(batch.items().stream().map(TaskBatch.Item::input).toList());
    Faults taken = new Faults();
    Faults orphans = new Faults();
    for (int i = 0; i < made.ids().size(); i++) {
      UUID id = made.ids().get(i);
      if (made.taken().contains(id)) {
        taken.add("/" + i + "/task_id", "a task with this task_id exists already");
      } else if (made.orphans().containsKey(id)) {
        orphans.add(parent(i), made.orphans().get(id));
      }
    }
    orphans.refuse();
    if (taken.any()) {
      throw new TaskErrors.TaskIdsTaken(taken.all());
    }
    return outcome(batch, made);
  }

  /** Creates the tasks that can be created and returns an outcome for each. */
  public Outcome whatFits(TaskBatch batch) {
    List<TaskInput> fit =
        batch.items().stream().map(TaskBatch.Item::input).filter(input -> input != null).toList();
    SubmitTasks.Batch made =
        fit.isEmpty() ? new SubmitTasks.Batch(List.of(), Set.of(), Map.of()) : submit.all(fit);
    return outcome(batch, made);
  }

  private static Outcome outcome(TaskBatch batch, SubmitTasks.Batch made) {
    List<Result> results = new ArrayList<>(batch.items().size());
    int fit = 0;
    int created = 0;
    for (int i = 0; i < batch.items().size(); i++) {
      TaskBatch.Item item = batch.items().get(i);
      if (item.input() == null) {
        results.add(new Result(i, 422, null, item.faults()));
        continue;
      }
      UUID id = made.ids().get(fit++);
      if (made.orphans().containsKey(id)) {
        Faults.Fault orphan = new Faults.Fault(parent(i), made.orphans().get(id));
        results.add(new Result(i, 422, null, List.of(orphan)));
        continue;
      }
      boolean isTaken = made.taken().contains(id);
      created += isTaken ? 0 : 1;
      results.add(new Result(i, isTaken ? 409 : 201, id, null));
    }
    return new Outcome(created, batch.items().size() - created, results);
  }

  private static String parent(int index) {
    return "/" + index + "/parent_id";
  }
}
