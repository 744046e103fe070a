package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.Failure;
import org.taskyard.json.Json;
import org.taskyard.trace.Traces;

/** What a handler answers can be stored, and sent back by whoever is shown it. */
class RunTaskTest {

  private static final List<JsonNode> MISFITS =
      List.of(
          nested(33),
          TextNode.valueOf("a\u0000"),
          Json.MAPPER.createObjectNode().put("\ud800", 1),
          DecimalNode.valueOf(new BigDecimal("1e400")));

  private final Run run = ARun.with(3_600);

  @Test
  void aResponseOf32LevelsIsKept() {
    Ending ending = RunTask.ending(run, Outcome.done(nested(32)));
    assertThat(ending).isEqualTo(new Ending.Completed(run.report(), nested(32).toString()));
  }

  @Test
  void aResponseThatCouldNotBeSentBackFailsTheTask() {
    for (JsonNode misfit : MISFITS) {
      Ending ending = RunTask.ending(run, Outcome.done(misfit));
      assertThat(ending).isInstanceOf(Ending.Failed.class);
      assertThat(((Ending.Failed) ending).response()).isNull();
      assertThat(ending.failure().type()).isEqualTo("UnstorableResponse");
    }
  }

  @Test
  void whyARunHasFailedIsKeptWhereItsResponseCannotBe() {
    Ending ending = RunTask.ending(run, Outcome.giveUp("no such order", nested(33)));
    assertThat(ending)
        .isEqualTo(
            new Ending.Failed(run.report(), new Failure("GiveUp", "no such order", false), null));
  }

  @Test
  void aCheckpointThatCouldNotBeReadAgainIsRefused() {
    RunContext context = new RunContext(run, null, null, line -> line);
    for (JsonNode misfit : MISFITS) {
      assertThatThrownBy(() -> context.checkpoint(misfit))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRunThatItsOwnTransactionHasWrittenIsNoFailureThoughACancelCameMeanwhile() {
    run.stop(StopReason.CANCELLED, 0);
    assertThat(traced(null)).isEmpty();
  }

  @Test
  void aRunThatWasStoppedIsAFailureOfItsTrace() {
    run.stop(StopReason.CANCELLED, 0);
    assertThat(traced(new Ending.Released(run.report()))).containsExactly("cancelled");
    run.stop(StopReason.LOST, 0);
    assertThat(traced(null)).containsExactly("lost");
  }

  private List<String> traced(Ending ending) {
    List<String> failures = new ArrayList<>();
    RunTask.trace(
        run,
        ending,
        new Traces.Current() {
          @Override
          public String traceparent() {
            return null;
          }

          @Override
          public void task(UUID id) {}

          @Override
          public void failed(String type, String message) {
            failures.add(type);
          }
        });
    return failures;
  }

  private static JsonNode nested(int levels) {
    JsonNode value = Json.MAPPER.createArrayNode();
    for (int i = 1; i < levels; i++) {
      value = Json.MAPPER.createArrayNode().add(value);
    }
    return value;
  }
}
