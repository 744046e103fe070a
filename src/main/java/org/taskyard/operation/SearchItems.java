package org.taskyard.operation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;
import org.taskyard.listing.TimeBudget;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;
import org.taskyard.operation.OperationItem.TaskNow;
import org.taskyard.operation.order.StoredOperation;
import org.taskyard.search.request.TaskFields;
import org.taskyard.search.request.TaskRow;
import org.taskyard.task.Task;
import org.taskyard.task.Task_;
import org.taskyard.task.ViewTask;

/**
 * Finds what became of the tasks of an operation, by the conventions of the search for tasks. Reads
 * on the connections for searches.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SearchItems {

  private static final Fields<Root<OperationItem>> FIELDS =
      Fields.of(
          List.of(
              Field.of("task_id", Type.ID, row -> row.get(OperationItem_.taskId)),
              Field.of("outcome", Type.TEXT, row -> row.get(OperationItem_.outcome)),
              Field.orNull("reason", Type.TEXT, row -> row.get(OperationItem_.reason)),
              Field.of("at", Type.MOMENT, row -> row.get(OperationItem_.at))));

  private static final String ADVICE = "Ask for fewer items at once (per-page).";

  @Inject private EntityManager database;
  @Inject private Sql sql;
  @EJB private ViewTask viewTask;

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all
   * @param owner whose tasks the caller sees
   * @throws OperationErrors.OperationNotFound if there is no such operation
   */
  public Page<OperationItem.View> search(UUID operation, JsonNode body, Owner owner) {
    boolean isRun =
        viewTask.exists(operation, owner)
            && StoredOperation.find(operation, owner, sql)
                .filter(StoredOperation::isRun)
                .isPresent();
    if (!isRun) {
      throw new OperationErrors.OperationNotFound();
    }
    Listing<OperationItem> items =
        new Listing<>(
            OperationItem.class,
            FIELDS,
            (criteria, row) -> criteria.equal(row.get(OperationItem_.operationId), operation),
            "task_id");
    Page<OperationItem> page = items.find(database, body);
    Map<UUID, TaskNow> tasks = tasks(page.rows().stream().map(item -> item.taskId).toList(), owner);
    return page.map(item -> item.view(tasks.get(item.taskId)));
  }

  /**
   * Those of the tasks that are still there and that the caller sees: whose an operation is does
   * not tell whose its tasks are.
   */
  private Map<UUID, TaskNow> tasks(List<UUID> ids, Owner owner) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    TaskRow from = TaskRow.of(criteria, query);
    Root<Task> task = from.task();
    query
        .multiselect(
            task.get(Task_.taskId),
            task.get(Task_.handler),
            task.get(Task_.entityId),
            TaskFields.STATUS.column().apply(from))
        .where(
            task.get(Task_.taskId).in(ids),
            owner.owns(criteria, task.get(Task_.tenant), task.get(Task_.userId)));
    Map<UUID, TaskNow> found = new HashMap<>();
    for (Tuple row : TimeBudget.page(database.createQuery(query), TimeBudget.PAGE_MS, ADVICE)) {
      found.put(
          row.get(0, UUID.class),
          new TaskNow(
              row.get(1, String.class), row.get(2, String.class), row.get(3, String.class)));
    }
    return found;
  }
}
