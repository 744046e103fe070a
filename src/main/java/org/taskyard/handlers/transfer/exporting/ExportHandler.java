package org.taskyard.handlers.transfer.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.taskyard.execution.Handles;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;
import org.taskyard.file.content.FileDraft;
import org.taskyard.file.content.NewFile;
import org.taskyard.file.content.WriteFile;
import org.taskyard.handlers.transfer.Reasons;
import org.taskyard.handlers.transfer.RowWriter;
import org.taskyard.json.Json;
import org.taskyard.listing.SearchTooBroad;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.search.FoundTasks;
import org.taskyard.search.Pages;
import org.taskyard.search.SearchTasks;
import org.taskyard.secrecy.SecrecyErrors.EncryptedPath;
import org.taskyard.secrecy.SecrecyErrors.MaskedPath;

/**
 * Writes the tasks that a search finds into a file, NDJSON or CSV, which the import reads back.
 * Page by page, so it is no snapshot: a task that changes meanwhile is written as its page found
 * it. The export's own task is left out. What handlers mask or have encrypted is not written, for
 * anybody: the file is plain text, and others may read it.
 */
@ApplicationScoped
@Handles(value = "ExportHandler", timeoutSeconds = 3_600)
public class ExportHandler implements TaskHandler {

  /**
   * For a page: nobody waits for an export, so its filter need not be as selective as a search's.
   */
  private static final int PAGE_SECONDS = 60;

  private static final int PER_PAGE = 1_000;

  private final SearchTasks searchTasks;
  private final Pages pages;
  private final ExpectTotal expectTotal;
  private final WriteFile files;
  private final FinishExport finishExport;

  /** For the container's proxy. */
  protected ExportHandler() {
    this(null, null, null, null, null);
  }

  @Inject
  ExportHandler(
      SearchTasks searchTasks,
      Pages pages,
      ExpectTotal expectTotal,
      WriteFile files,
      FinishExport finishExport) {
    this.searchTasks = searchTasks;
    this.pages = pages;
    this.expectTotal = expectTotal;
    this.files = files;
    this.finishExport = finishExport;
  }

  @Override
  public Outcome handle(TaskContext task) throws IOException {
    try {
      ExportRequest request = ExportRequest.read(task.request(), task.userId(), task.owner());
      JsonNode kept = task.checkpoint().orElse(Json.MAPPER.nullNode());
      if (request.fingerprint().equals(kept.path("finished").asText())) {
        return Outcome.done(((ObjectNode) kept.deepCopy()).without("finished"));
      }
      if (kept.hasNonNull("file_id")) {
        files.discard(UUID.fromString(kept.path("file_id").asText()));
      }
      return run(task, request);
    } catch (InvalidInput faults) {
      return Outcome.giveUp("The request: " + Reasons.of(faults));
    } catch (MaskedPath | EncryptedPath hidden) {
      return Outcome.giveUp("The filter: " + hidden.getMessage());
    } catch (SearchTooBroad refused) {
      return Outcome.giveUp(
          "The search takes more than "
              + PAGE_SECONDS
              + " s a page; add a condition on status,"
              + " handler, user_id, entity_id, tags or a range of created_at.");
    }
  }

  private Outcome run(TaskContext task, ExportRequest request) throws IOException {
    String name = "tasks-" + task.id() + "." + request.format().text();
    FileDraft draft =
        files.begin(
            new NewFile(
                name,
                request.format().contentType(),
                task.owner().tenantOfNew(),
                task.userId(),
                null));
    boolean finished = false;
    try {
      // so that the next attempt finds what this one leaves
      task.checkpoint(Json.MAPPER.createObjectNode().put("file_id", draft.id().toString()));
      long rows = write(task, request, draft);
      if (task.cancelled()) {
        return Outcome.retryLater(Duration.ZERO, "stopped; starts anew");
      }
      ObjectNode response = finishExport.finish(task, draft, rows, request.fingerprint());
      finished = true;
      return Outcome.done(response);
    } finally {
      if (!finished) {
        files.discard(draft.id());
      }
    }
  }

  private long write(TaskContext task, ExportRequest request, FileDraft draft) throws IOException {
    long total = Math.max(1, expectTotal.of(request.page(1, null)));
    RowWriter writer = request.format().writer(draft);
    long rows = 0;
    String cursor = null;
    do {
      FoundTasks page = searchTasks.search(request.page(PER_PAGE, cursor), PAGE_SECONDS * 1_000);
      rows += write(page, task.id(), writer);
      cursor = page.next();
      task.progress(
          (int) Math.min(99, rows * 100 / total),
          rows + " of " + Math.max(rows, total) + " written");
    } while (cursor != null && !task.cancelled());
    writer.finish();
    task.progress(100, rows + " written");
    return rows;
  }

  private int write(FoundTasks page, UUID own, RowWriter writer) throws IOException {
    int[] rows = {0};
    pages.each(
        page,
        found -> {
          if (!found.taskId().equals(own)) {
            writer.write(found);
            rows[0]++;
          }
        });
    return rows[0];
  }
}
