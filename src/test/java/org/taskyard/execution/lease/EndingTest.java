package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.taskyard.task.TaskStatus;

/** The ways in which a run can end. */
class EndingTest {

  private static final RunReport RUN = RunReport.of(UUID.randomUUID(), UUID.randomUUID());
  private static final Failure FAILURE = new Failure("IOException", "no route", true);

  private static final List<Ending> ALL =
      List.of(
          new Ending.Completed(RUN, "1"),
          new Ending.Failed(RUN, FAILURE, null),
          new Ending.Retried(RUN, FAILURE, Duration.ZERO),
          new Ending.PutOff(RUN, FAILURE, Duration.ZERO),
          new Ending.Released(RUN));

  @Test
  void everyEndingIsALegalMoveOfARunningTask() {
    assertThat(ALL.stream().<Class<?>>map(Ending::getClass))
        .containsExactlyInAnyOrderElementsOf(kinds(Ending.class).toList());
    assertThat(TaskStatus.RUNNING.moves()).containsAll(ALL.stream().map(Ending::status).toList());
  }

  /** The records of the sealed type. */
  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Stream.of(type.getPermittedSubclasses()).flatMap(EndingTest::kinds);
  }

  @Test
  void aTaskLeavesTheQueueExactlyIfItIsFinished() {
    assertThat(ALL)
        .allSatisfy(
            ending ->
                assertThat(ending instanceof Ending.Final).isEqualTo(ending.status().finished()));
  }

  @Test
  void nobodyReportsARunWithoutItsToken() {
    assertThatThrownBy(() -> RunReport.of(UUID.randomUUID(), null))
        .isInstanceOf(NullPointerException.class);
  }
}
