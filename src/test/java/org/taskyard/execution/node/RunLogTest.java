package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.lease.ClaimedTask;

class RunLogTest {

  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final List<LogRecord> logged = new ArrayList<>();
  private final Logger logger = Logger.getAnonymousLogger();
  private final Run run = ARun.with(1);

  RunLogTest() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.INFO);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  @Test
  void aRecordReadsByItselfAndHasItsTaskHandlerAndAttemptAsFields() {
    RunLog.log(logger, Level.INFO, run.task(), () -> "it's {1} at {0}", null);
    LogRecord entry = logged.get(0);
    assertThat(new SimpleFormatter().formatMessage(entry)).isEqualTo("it's {1} at {0}");
    assertThat(entry.getParameters()[1])
        .isEqualTo(Map.of("task", run.task().taskId().toString(), "handler", "A", "attempt", 1));
  }

  @Test
  void aRecordOfATaskThatWasCreatedInATraceHasTheTraceToo() {
    Run traced = ARun.of(new ClaimedTask.Input(null, null, null, null, TRACEPARENT, "", null));
    RunLog.log(logger, Level.INFO, traced.task(), () -> "said", null);
    assertThat(logged.get(0).getParameters()[1])
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("trace_id", "0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void whatIsNotLoggedIsNotWritten() {
    RunLog.log(
        logger,
        Level.FINE,
        run.task(),
        () -> {
          throw new AssertionError("nobody reads it");
        },
        null);
    assertThat(logged).isEmpty();
  }
}
