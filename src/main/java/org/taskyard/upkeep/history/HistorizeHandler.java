package org.taskyard.upkeep.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.TimeUnit;
import org.taskyard.execution.Handles;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;
import org.taskyard.json.Json;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.settings.Settings;
import org.taskyard.upkeep.history.DropHistory.Cleared;
import org.taskyard.upkeep.history.DropHistory.Hanging;
import org.taskyard.upkeep.history.HistorizeTasks.Piece;
import org.taskyard.upkeep.history.HistorizeTasks.Place;

/**
 * Moves tasks that were finished long enough ago into history, and drops history that is old enough
 * (docs/history.md). Every step is a short transaction; a run that is cut off leaves the rest to
 * the next one.
 */
@ApplicationScoped
@Handles(value = HistorizeHandler.NAME, timeoutSeconds = 3_600)
public class HistorizeHandler implements TaskHandler {

  /** What its tasks name; upkeep creates one when there is something to do, and schedules may. */
  public static final String NAME = "HistorizeHandler";

  private static final int TRIES = 20;
  private static final long BETWEEN_TRIES_MILLIS = 250;

  private final Settings settings;
  private final AddHistoryMonths addMonths;
  private final HistorizeTasks historizeTasks;
  private final DropHistory dropHistory;

  /** For the container's proxy. */
  protected HistorizeHandler() {
    this(null, null, null, null);
  }

  @Inject
  HistorizeHandler(
      Settings settings,
      AddHistoryMonths addMonths,
      HistorizeTasks historizeTasks,
      DropHistory dropHistory) {
    this.settings = settings;
    this.addMonths = addMonths;
    this.historizeTasks = historizeTasks;
    this.dropHistory = dropHistory;
  }

  @Override
  public Outcome handle(TaskContext task) throws InterruptedException {
    if (task.owner().isLimited()) {
      return Outcome.giveUp(
          "It moves the tasks of all users: create it with the scope task:all-users.");
    }
    HistorizeRequest request;
    try {
      request = HistorizeRequest.read(task.request(), settings);
    } catch (InvalidInput faults) {
      return Outcome.giveUp("The request: " + faults.inOneLine());
    }
    ObjectNode response = Json.MAPPER.createObjectNode().put("historized", 0);
    if (request.historizeAfter().isPresent()) {
      addMonths.run();
      response.put("historized", historize(task, request.historizeAfter().get()));
    }
    if (request.purgeAfter().isPresent()) {
      purge(task, request.purgeAfter().get(), response);
    }
    return task.cancelled()
        ? Outcome.retryLater(Duration.ZERO, "stopped; goes on with what is left")
        : Outcome.done(response);
  }

  private long historize(TaskContext task, Duration after) {
    long moved = 0;
    double all = 0;
    Place place = Place.START;
    while (place != null && !task.cancelled()) {
      Piece piece = historizeTasks.historize(after, place);
      moved += piece.moved();
      all = all == 0 ? Math.max(1, piece.firstAge()) : all;
      place = piece.end();
      double left = place == null ? 0 : piece.lastAge() / all;
      task.progress((int) Math.min(99, 100 - 100 * left), moved + " tasks historized");
    }
    return moved;
  }

  private void purge(TaskContext task, Duration after, ObjectNode response)
      throws InterruptedException {
    ArrayNode dropped = response.putArray("dropped_months");
    ArrayNode kept = Json.MAPPER.createArrayNode();
    long files = 0;
    for (LocalDate month : dropHistory.due(after)) {
      files += clear(task, month, Hanging.FILE);
      clear(task, month, Hanging.ATTEMPT);
      clear(task, month, Hanging.ATTEMPT_LOG);
      if (task.cancelled()) {
        break;
      }
      (drop(month) ? dropped : kept).add(YearMonth.from(month).toString());
      task.progress(99, dropped.size() + " months of history dropped");
    }
    response.put("deleted_files", files);
    if (!kept.isEmpty()) {
      // somebody reads without end; the next run tries again
      response.set("kept_months", kept);
    }
  }

  private long clear(TaskContext task, LocalDate month, Hanging kind) {
    long all = 0;
    Cleared piece = Cleared.NOTHING;
    do {
      piece = dropHistory.clear(month, kind, piece);
      all += piece.count();
    } while (piece.count() > 0 && !task.cancelled());
    return all;
  }

  private boolean drop(LocalDate month) throws InterruptedException {
    for (int tries = 1; tries < TRIES; tries++) {
      if (dropHistory.drop(month)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
    }
    return dropHistory.drop(month);
  }
}
