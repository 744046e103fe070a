package org.taskyard.execution.node;

import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.taskyard.execution.lease.ClaimedTask;

/**
 * Logs what happens to a run. Each record can be read by itself; it also has task, handler and
 * attempt as a map among its parameters, which JSON formatters of servers show as fields.
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
    entry.setParameters(
        new Object[] {
          sentence.get(),
          Map.of(
              "task", task.taskId().toString(),
              "handler", task.handler(),
              "attempt", task.attempt())
        });
    entry.setThrown(thrown);
    entry.setLoggerName(logger.getName());
    entry.setSourceClassName(logger.getName());
    logger.log(entry);
  }
}
