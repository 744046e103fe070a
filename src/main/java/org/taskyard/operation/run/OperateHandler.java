package org.taskyard.operation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.taskyard.execution.Handles;
import org.taskyard.execution.LeaseLost;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;
import org.taskyard.json.Json;
import org.taskyard.listing.SearchTooBroad;
import org.taskyard.operation.order.Frozen;
import org.taskyard.operation.order.Frozen.Place;
import org.taskyard.operation.order.StoredOperation;
import org.taskyard.operation.order.StoredOperation.Tally;
import org.taskyard.refusal.ServiceException;
import org.taskyard.secrecy.SecrecyErrors;

/**
 * Runs an operation chunk by chunk (docs/operations-on-many.md). What it is to do is not in its
 * request, which callers may write, but in the row of the operation that was previewed.
 */
@ApplicationScoped
@Handles(value = OperateHandler.NAME, timeoutSeconds = 3_600)
public class OperateHandler implements TaskHandler {

  /** What its tasks name. */
  public static final String NAME = "OperateHandler";

  /** Newer tasks are counted up to that. */
  public static final int MOST_NEWER = 1_000;

  /** Their places in the queue are locked until the chunk commits. */
  static final int CHUNK = 100;

  @EJB private FindItems findItems;
  @EJB private ActOnItems actOnItems;
  @EJB private FindOperation findOperation;

  @Override
  public Outcome handle(TaskContext task) {
    StoredOperation operation = findOperation.find(task.id(), task.owner()).orElse(null);
    if (operation == null || !operation.isRun()) {
      return Outcome.giveUp(
          "No operation belongs to this task: POST /v2/operation/preview and create make them.");
    }
    try {
      return run(task, operation);
    } catch (SearchTooBroad refused) {
      return Outcome.giveUp("Finding the next tasks takes more than a minute; narrow the filter.");
    } catch (SecrecyErrors.MaskedPath | SecrecyErrors.EncryptedPath hidden) {
      return Outcome.giveUp(
          "What the filter asks for has been masked or encrypted since the preview.");
    }
  }

  private Outcome run(TaskContext task, StoredOperation begun) {
    StoredOperation operation = begun;
    Frozen frozen = operation.frozen(task.owner());
    List<Place> chunk = findItems.next(frozen, operation.place(), CHUNK);
    while (!chunk.isEmpty()) {
      if (task.cancelled()) {
        return Outcome.retryLater(Duration.ZERO, "stopped; goes on with what is left");
      }
      act(task, operation, chunk);
      operation = findOperation.find(task.id(), task.owner()).orElse(operation);
      show(task, operation);
      chunk = findItems.next(frozen, operation.place(), CHUNK);
    }
    if (operation.createdSince() == null) {
      int since = findItems.newer(frozen, operation.place(), MOST_NEWER);
      actOnItems.end(task, operation, operation.gone(), since);
      operation = findOperation.find(task.id(), task.owner()).orElse(operation);
    }
    return Outcome.done(response(operation));
  }

  /** All at once; one by one if any of them cannot be done, so that it costs no other. */
  private void act(TaskContext task, StoredOperation operation, List<Place> chunk) {
    List<UUID> items = chunk.stream().map(Place::taskId).toList();
    Place end = chunk.get(chunk.size() - 1);
    try {
      boolean all = false;
      while (!all && !task.cancelled()) {
        all = actOnItems.act(task, operation, items, end);
      }
    } catch (LeaseLost lost) {
      throw lost;
    } catch (RuntimeException oneOfThem) {
      for (UUID item : items) {
        if (task.cancelled()) {
          return; // the rest of the chunk is found again
        }
        actOnOne(task, operation, item, item.equals(end.taskId()) ? end : null);
      }
    }
  }

  private void actOnOne(TaskContext task, StoredOperation operation, UUID item, Place end) {
    try {
      actOnItems.act(task, operation, List.of(item), end);
    } catch (ServiceException refusal) {
      if (refusal.kind() == ServiceException.Kind.BUSY) {
        throw refusal;
      }
      actOnItems.note(task, operation, ItemOutcome.of(item, refusal), end);
    }
  }

  private static void show(TaskContext task, StoredOperation operation) {
    Tally tally = operation.tally();
    int percent = (int) (100L * tally.sum() / Math.max(1, operation.matched()));
    task.progress(
        Math.min(99, percent),
        tally.done() + " done, " + tally.refused() + " refused, " + tally.skipped() + " skipped");
  }

  private static ObjectNode response(StoredOperation operation) {
    Tally tally = operation.tally();
    return Json.MAPPER
        .createObjectNode()
        .put("matched", operation.matched())
        .put("done", tally.done())
        .put("refused", tally.refused())
        .put("skipped", tally.skipped())
        .put("created_since", operation.createdSince());
  }
}
