package org.taskyard.operation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Authors;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.execution.TaskContext;
import org.taskyard.json.Json;
import org.taskyard.operation.order.Frozen;
import org.taskyard.operation.order.Frozen.Place;
import org.taskyard.operation.order.StoredOperation;
import org.taskyard.search.request.TaskRow;
import org.taskyard.task.Task_;

/**
 * Acts on some items in one transaction, with a row for each that says what became of it, and the
 * place behind them; only while the run holds its lease.
 */
@Stateless
public class ActOnItems {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String FAILED = "Items of an operation cannot be written";

  /**
   * The queue first, several by task_id, as everywhere; then nobody changes them meanwhile. By
   * their keys also while the planner believes the tables to be empty.
   */
  private static final List<String> LOCK = List.of(lock("queue"), lock("task"));

  private static String lock(String table) {
    return "SELECT set_config('enable_seqscan', 'off', true);\nSELECT task_id FROM "
        + table
        + " WHERE task_id = ANY (?::uuid[]) ORDER BY task_id FOR UPDATE";
  }

  private static final String KNOWN =
      "SELECT task_id FROM operation_item WHERE operation_id = ? AND task_id = ANY (?::uuid[])";

  private static final String WRITE =
      """
      INSERT INTO operation_item (operation_id, task_id, at, outcome, reason, detail)
      SELECT ?, task_id, service_clock(), outcome, reason, detail
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) AS item (task_id, outcome, reason, detail)
      """;

  private static final String GO_ON =
      """
      UPDATE operation
      SET done = done + ?, refused = refused + ?, skipped = skipped + ?,
          place_at = coalesce(?::timestamptz, place_at), place_id = coalesce(?::uuid, place_id)
      WHERE operation_id = ?
      """;

  private static final String END =
      "UPDATE operation SET skipped = skipped + ?, created_since = ? WHERE operation_id = ?";

  @Inject private EntityManager database;
  @Inject private Sql sql;
  @Inject private Authors authors;
  @EJB private ActOnTask actOnTask;

  /**
   * Acts on those that nothing became of yet.
   *
   * @param end where the next items begin; null if this is not known yet
   * @return false if time was up before all were done: the locks, and the lease, are to be short
   * @throws org.taskyard.refusal.ServiceException if one of them is refused; then nothing was done
   * @throws org.taskyard.execution.LeaseLost if the task is no longer this run's; nothing was done
   */
  public boolean act(TaskContext run, StoredOperation operation, List<UUID> items, Place end) {
    long began = System.nanoTime();
    hold(run, operation);
    List<UUID> open = new ArrayList<>(items);
    open.removeAll(sql.query(FAILED, KNOWN, Sql::uuid, operation.id(), SqlArray.uuids(items)));
    open.sort(Comparator.comparing(UUID::toString));
    LOCK.forEach(lock -> sql.query(FAILED, lock, Sql::uuid, SqlArray.uuids(open)));
    Frozen frozen = operation.frozen(run.owner());
    Set<UUID> unchanged = unchanged(frozen, open);
    List<ItemOutcome> outcomes = new ArrayList<>();
    for (UUID task : open) {
      if (!outcomes.isEmpty() && System.nanoTime() - began > LONGEST_NANOS) {
        write(operation, outcomes, null);
        return false;
      }
      if (unchanged.contains(task)) {
        act(operation, frozen, task);
        outcomes.add(ItemOutcome.done(task));
      } else {
        outcomes.add(ItemOutcome.changed(task));
      }
    }
    write(operation, outcomes, end);
    return true;
  }

  /** Writes what became of one item that nothing was done with. */
  public void note(TaskContext run, StoredOperation operation, ItemOutcome item, Place end) {
    hold(run, operation);
    write(operation, List.of(item), end);
  }

  /**
   * Nothing is left to do.
   *
   * @param gone tasks of the preview that were not there any more
   * @param since tasks that came later
   */
  public void end(TaskContext run, StoredOperation operation, int gone, int since) {
    hold(run, operation);
    sql.update(FAILED, END, gone, since, operation.id());
  }

  /** The lease first, as everywhere. */
  private static void hold(TaskContext run, StoredOperation operation) {
    ObjectNode state = Json.MAPPER.createObjectNode();
    run.checkpoint(state.put("operation_id", operation.id().toString()));
  }

  private void act(StoredOperation operation, Frozen frozen, UUID task) {
    Author author = authors.current().because(operation.reason());
    authors.as(
        author,
        () -> {
          actOnTask.act(frozen.request(), task);
          return null;
        });
    // a task may be large; what is written is not needed any more
    database.flush();
    database.clear();
  }

  private Set<UUID> unchanged(Frozen frozen, List<UUID> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<UUID> query = criteria.createQuery(UUID.class);
    TaskRow from = TaskRow.of(criteria, query);
    query.select(from.task().get(Task_.taskId)).where(frozen.unchangedAmong(ids, from));
    return new HashSet<>(database.createQuery(query).getResultList());
  }

  private void write(StoredOperation operation, List<ItemOutcome> outcomes, Place end) {
    sql.update(
        FAILED,
        WRITE,
        operation.id(),
        SqlArray.of("uuid", outcomes, ItemOutcome::task),
        SqlArray.of("text", outcomes, ItemOutcome::outcome),
        SqlArray.of("text", outcomes, ItemOutcome::reason),
        SqlArray.of("text", outcomes, ItemOutcome::detail));
    sql.update(
        FAILED,
        GO_ON,
        count(outcomes, ItemOutcome.DONE),
        count(outcomes, ItemOutcome.REFUSED),
        count(outcomes, ItemOutcome.SKIPPED),
        end == null ? null : end.createdAt(),
        end == null ? null : end.taskId(),
        operation.id());
  }

  private static int count(List<ItemOutcome> outcomes, String outcome) {
    return (int) outcomes.stream().filter(item -> item.outcome().equals(outcome)).count();
  }
}
