package org.taskyard.handlers.transfer.importing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.taskyard.access.quota.QuotaExceeded;
import org.taskyard.execution.Handles;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;
import org.taskyard.file.content.FileErrors.FileNotFound;
import org.taskyard.file.content.ReadFile;
import org.taskyard.handlers.transfer.ImportRow;
import org.taskyard.handlers.transfer.Reasons;
import org.taskyard.handlers.transfer.RowReader;
import org.taskyard.refusal.InvalidInput;

/**
 * Makes tasks of the rows of a file, NDJSON or CSV. A row that is no task is reported and costs no
 * other; after a crash the import goes on behind the last chunk that was written, without making
 * anything twice.
 */
@ApplicationScoped
@Handles(value = "ImportHandler", timeoutSeconds = 3_600)
public class ImportHandler implements TaskHandler {

  /** Rows that are written at once, or fewer if they are long. */
  static final int CHUNK_ROWS = 1_000;

  private static final int CHUNK_BYTES = 4 * 1024 * 1024;

  private final ReadFile files;
  private final ImportRows importRows;

  /** For the container's proxy. */
  protected ImportHandler() {
    this(null, null);
  }

  @Inject
  ImportHandler(ReadFile files, ImportRows importRows) {
    this.files = files;
    this.importRows = importRows;
  }

  @Override
  public Outcome handle(TaskContext task) throws IOException {
    try {
      ImportRequest request = ImportRequest.read(task.request());
      ImportSource source = ImportSource.open(request, files, task.owner());
      try (RowReader rows = source.rows(request.format())) {
        return run(task, rows, source, request.stop());
      }
    } catch (InvalidInput faults) {
      return Outcome.giveUp("The request: " + Reasons.of(faults));
    } catch (FileNotFound gone) {
      return Outcome.giveUp("There is no file with the id in file_id.");
    } catch (RowReader.Unreadable file) {
      return Outcome.giveUp("Nothing can be imported: " + file.getMessage());
    }
  }

  private Outcome run(TaskContext task, RowReader rows, ImportSource source, boolean stop)
      throws IOException {
    ImportState state =
        task.checkpoint()
            .map(kept -> ImportState.resumed(kept, source.name()))
            .orElseGet(() -> ImportState.start(source.name()));
    List<ImportRow> waiting = readAgain(rows, state);
    List<ImportRow> chunk = chunk(rows);
    while (!chunk.isEmpty() || !waiting.isEmpty()) {
      if (task.cancelled()) {
        return Outcome.retryLater(Duration.ZERO, "stopped; goes on behind row " + state.rows());
      }
      try {
        ImportRows.Written written = importRows.write(task, waiting, chunk, state, stop);
        state = written.state();
        waiting = written.waiting();
      } catch (ImportRows.Stopped stopped) {
        return Outcome.giveUp(
            "Stopped at line " + stopped.row().line() + ": " + stopped.row().reason(),
            state.with(stopped.row()).response());
      } catch (QuotaExceeded full) {
        return Outcome.retryLater(
            Duration.ofSeconds(full.retryAfter()),
            "The quota is used up; goes on behind row " + state.rows());
      }
      int percent = (int) (source.bytes() == 0 ? 100 : rows.position() * 100 / source.bytes());
      task.progress(percent, state.created() + " created, " + state.rejectedTotal() + " rejected");
      chunk = chunk(rows);
    }
    return Outcome.done(state.response());
  }

  /** What was read before is not written again; the rows that wait are needed. */
  private static List<ImportRow> readAgain(RowReader rows, ImportState state) throws IOException {
    List<ImportRow> waiting = new ArrayList<>();
    Set<Long> lines = Set.copyOf(state.waiting());
    for (long done = 0; done < state.rows(); done++) {
      ImportRow row = rows.next();
      if (row != null && lines.contains(row.line())) {
        waiting.add(row);
      }
    }
    return waiting;
  }

  private static List<ImportRow> chunk(RowReader rows) throws IOException {
    List<ImportRow> chunk = new ArrayList<>();
    long start = rows.position();
    while (chunk.size() < CHUNK_ROWS && rows.position() - start < CHUNK_BYTES) {
      ImportRow row = rows.next();
      if (row == null) {
        break;
      }
      chunk.add(row);
    }
    return chunk;
  }
}
