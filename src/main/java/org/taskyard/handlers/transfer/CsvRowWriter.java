package org.taskyard.handlers.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.taskyard.json.Rfc3339;
import org.taskyard.task.TaskView;

/**
 * Tasks as rows of a table, the first of which names the fields. Null is an empty cell; JSON stands
 * as its text.
 */
final class CsvRowWriter implements RowWriter {

  private static final Map<String, Function<TaskView, Object>> COLUMNS = columns();

  private final CsvWriter csv;

  CsvRowWriter(OutputStream out) {
    this.csv =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
    csv.writeRecord(COLUMNS.keySet());
  }

  @Override
  public void write(TaskView task) {
    List<String> cells = COLUMNS.values().stream().map(column -> cell(column.apply(task))).toList();
    csv.writeRecord(cells);
  }

  @Override
  public void finish() throws IOException {
    csv.flush();
  }

  private static String cell(Object value) {
    return value == null
        ? ""
        : value instanceof Instant moment ? Rfc3339.text(moment) : value.toString();
  }

  private static Map<String, Function<TaskView, Object>> columns() {
    Map<String, Function<TaskView, Object>> columns = new LinkedHashMap<>();
    columns.put("task_id", TaskView::taskId);
    columns.put("handler", TaskView::handler);
    columns.put("tenant", TaskView::tenant);
    columns.put("user_id", TaskView::userId);
    columns.put("entity_id", TaskView::entityId);
    columns.put("status", TaskView::status);
    columns.put("request", TaskView::request);
    columns.put("response", TaskView::response);
    columns.put("created_at", TaskView::createdAt);
    columns.put("updated_at", TaskView::updatedAt);
    columns.put("run_at", TaskView::runAt);
    columns.put("priority", TaskView::priority);
    columns.put("attempt", TaskView::attempt);
    columns.put("max_attempts", TaskView::maxAttempts);
    columns.put("started_at", TaskView::startedAt);
    columns.put("finished_at", TaskView::finishedAt);
    columns.put("historized_at", TaskView::historizedAt);
    columns.put("error", TaskView::error);
    columns.put("progress", TaskView::progress);
    columns.put("progress_message", TaskView::progressMessage);
    columns.put("parent_id", TaskView::parentId);
    columns.put("tags", TaskView::tags);
    return columns;
  }
}
