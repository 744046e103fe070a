package org.taskyard.operation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;
import org.taskyard.operation.order.StoredOperation;
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
    return items.find(database, body).map(OperationItem::view);
  }
}
