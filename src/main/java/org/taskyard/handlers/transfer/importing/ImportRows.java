package org.taskyard.handlers.transfer.importing;

import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.taskyard.access.Creator;
import org.taskyard.execution.TaskContext;
import org.taskyard.handlers.transfer.ImportRow;
import org.taskyard.handlers.transfer.importing.ImportState.Rejected;
import org.taskyard.refusal.Faults;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.task.TaskInput;
import org.taskyard.task.create.SubmitTasks;

/**
 * Makes tasks of a chunk of rows. The tasks, and the note that this chunk is done, commit together
 * or not at all, and only while the run holds its lease.
 */
@Stateless
public class ImportRows {

  /** In characters: some 1,000 rows, or fewer if they are long. */
  private static final int MOST_WAITING = 4 * 1024 * 1024;

  private static final int ROW_COST = 4 * 1024;
  private static final String TOO_MANY_WAIT =
      ", and too many rows wait for theirs: put parents before their subtasks";

  @EJB private SubmitTasks submit;
  @Inject private Secrecy secrecy;

  /** A row is bad and the import is to end there. Nothing of its chunk was written. */
  @ApplicationException(rollback = true)
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Rejected row;

    Stopped(Rejected row) {
      super("line " + row.line() + ": " + row.reason());
      this.row = row;
    }

    Rejected row() {
      return row;
    }
  }

  /**
   * What became of a chunk.
   *
   * @param state behind it, which is also the task's checkpoint now
   * @param waiting the rows to be tried with the next one
   */
  public record Written(ImportState state, List<ImportRow> waiting) {}

  /**
   * Writes a chunk. A row whose parent is not there waits: it may follow.
   *
   * @param waiting rows of earlier chunks that wait
   * @param chunk the next rows; empty behind the last one, when nothing is left to wait for
   * @param before the state that the chunk begins at
   * @param stop true if a bad row ends the import
   * @throws Stopped if {@code stop} and a row is bad
   * @throws org.taskyard.execution.LeaseLost if the task is no longer this run's; nothing was
   *     written
   */
  public Written write(
      TaskContext task,
      List<ImportRow> waiting,
      List<ImportRow> chunk,
      ImportState before,
      boolean stop) {
    List<Rejected> rejected = new ArrayList<>();
    List<ImportRow> still = List.of();
    RowIds ids = new RowIds(task.id(), before.source());
    Map<ImportRow, TaskInput> good =
        good(
            Stream.concat(waiting.stream(), chunk.stream()).toList(),
            ids,
            Creator.limitedTo(task.owner()),
            rejected);
    if (!good.isEmpty() && !(stop && !rejected.isEmpty())) {
      SubmitTasks.Batch made = submit.all(List.copyOf(good.values()));
      rejected.addAll(taken(good.keySet(), made.taken()));
      still = waiting(good, made.orphans(), chunk.isEmpty() ? 0 : MOST_WAITING, rejected);
    }
    rejected.sort(java.util.Comparator.comparingLong(Rejected::line));
    if (stop && !rejected.isEmpty()) {
      throw new Stopped(rejected.get(0));
    }
    List<Long> lines = still.stream().map(ImportRow::line).toList();
    ImportState after = before.after(chunk.size(), rejected, lines);
    task.checkpoint(after.checkpoint());
    return new Written(after, still);
  }

  /** The rows that can be tried, without fault and no id twice; and the tasks that they become. */
  private Map<ImportRow, TaskInput> good(
      List<ImportRow> chunk, RowIds ids, Creator creator, List<Rejected> rejected) {
    Map<ImportRow, TaskInput> good = new LinkedHashMap<>();
    Set<UUID> used = new HashSet<>();
    for (ImportRow row : chunk) {
      if (row.task() == null) {
        rejected.add(new Rejected(row.line(), row.fault()));
        continue;
      }
      TaskInput task = row.task().by(creator);
      if (!creator.owner().mayBeOf(task.about().userId())) {
        rejected.add(new Rejected(row.line(), "/user_id: " + Creator.NOT_YOURS));
        continue;
      }
      Faults faults = new Faults();
      task.refuseMasks(secrecy, task.handler(), "", faults);
      if (faults.any()) {
        rejected.add(new Rejected(row.line(), Faults.inOneLine(faults.all())));
        continue;
      }
      UUID id = task.taskId() == null ? ids.of(row.line()) : task.taskId();
      if (used.add(id)) {
        good.put(row, task.withId(id));
      } else {
        rejected.add(new Rejected(row.line(), "/task_id: an earlier row has the same id"));
      }
    }
    return good;
  }

  /** Where the row names no id, its task was made by an earlier run of this import. */
  private static List<Rejected> taken(Set<ImportRow> tried, Set<UUID> taken) {
    return tried.stream()
        .filter(row -> row.task().taskId() != null && taken.contains(row.task().taskId()))
        .map(row -> new Rejected(row.line(), "/task_id: a task with this id exists already"))
        .toList();
  }

  /** Those of the rows without a parent for which there is room; the others become rejected. */
  private static List<ImportRow> waiting(
      Map<ImportRow, TaskInput> tried,
      Map<UUID, String> orphans,
      int room,
      List<Rejected> rejected) {
    List<ImportRow> waiting = new ArrayList<>();
    int left = room;
    for (Map.Entry<ImportRow, TaskInput> row : tried.entrySet()) {
      String fault = orphans.get(row.getValue().taskId());
      left -= fault == null ? 0 : ROW_COST + row.getValue().characters();
      if (fault != null && left >= 0) {
        waiting.add(row.getKey());
      } else if (fault != null) {
        String advice = room == 0 ? "" : TOO_MANY_WAIT;
        rejected.add(new Rejected(row.getKey().line(), "/parent_id: " + fault + advice));
      }
    }
    return waiting;
  }
}
