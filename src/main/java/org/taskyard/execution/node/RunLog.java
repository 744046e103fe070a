package org.taskyard.execution.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.trace.Traceparent;

/**
 * Logs what happens to a run. Each record can be read by itself; it also has task, handler and
 * attempt, and the trace of its create, as a map among its parameters, which JSON formatters of
 * servers show as fields.
 */
final class RunLog {

  private RunLog() {}

  /** Logs a sentence about a run, with an exception or null. */
  static void log(
      Logger logger, Level level, ClaimedTask task, Supplier<String> sentence, Throwable thrown) {
    if (!logger.isLoggable(level)) {
      return;
    }
    // what handlers say may look like a pattern
    LogRecord entry = new LogRecord(level, "{0}");
    entry.setParameters(new Object[] {sentence.get(), fields(task)});
    entry.setThrown(thrown);
    entry.setLoggerName(logger.getName());
    entry.setSourceClassName(logger.getName());
    logger.log(entry);
  }

  private static Map<String, Object> fields(ClaimedTask task) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("task", task.taskId().toString());
    fields.put("handler", task.handler());
    fields.put("attempt", task.attempt());
    String trace = Traceparent.traceId(task.input().traceparent());
    if (trace != null) {
      fields.put("trace_id", trace);
    }
    return fields;
  }
}
