package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.RunReport;
import org.taskyard.execution.lease.Wish;
import org.taskyard.settings.Settings;

/** A lane between the runs of a node and a database that the test plays. */
class LaneTest {

  private static final int ROOM = 3;

  private final List<List<Ending>> sent = new ArrayList<>();
  private final List<Integer> wished = new ArrayList<>();
  private RuntimeException fault;

  private final ExchangeTasks tasks =
      new ExchangeTasks() {
        @Override
        public Exchanged exchange(List<Ending> endings, Wish wish) {
          sent.add(endings);
          wished.add(wish.most());
          if (fault != null) {
            throw fault;
          }
          return new Exchanged(Map.of(), List.of(), false);
        }
      };

  private final Results results = new Results();
  private final Runs runs =
      new Runs(
          Settings.from(
              Map.of(
                      "taskyard.auth", "none",
                      "taskyard.worker.slots", Integer.toString(ROOM),
                      "taskyard.worker.prefetch", "0")
                  ::get),
          new Slots(ROOM, Thread::new, () -> {}),
          List.of("Any"),
          "node",
          run -> null,
          results,
          new Tally());
  private final Lane lane =
      new Lane("test", Thread::new, tasks, runs, results, (endings, exchanged) -> {});

  @Test
  void afterACommitThatBrokeResultsAreSentAgainAndTheRoomIsThereForOtherTasks() {
    RunReport report = RunReport.of(UUID.randomUUID(), UUID.randomUUID());
    Ending ending = new Ending.Completed(report, "{}");
    results.add(ending);
    runs.hint();
    fault = new EJBException("Transaction cannot be committed");

    lane.exchangeAll();
    fault = null;
    lane.exchangeAll();
    assertThat(sent).containsExactly(List.of(ending), List.of(ending));
    assertThat(wished).containsExactly(ROOM, ROOM);
    assertThat(results.size()).isZero();
  }

  @Test
  void whoHasFoundTooFewAsksAgainOnlyAfterAHint() {
    runs.hint();
    lane.exchangeAll();
    lane.exchangeAll();
    assertThat(wished).containsExactly(ROOM);
    assertThat(runs.awaitsTasks()).isTrue();

    runs.hint();
    assertThat(runs.awaitsTasks()).isFalse();
    lane.exchangeAll();
    assertThat(wished).containsExactly(ROOM, ROOM);
  }

  @Test
  void aDrainedNodeClaimsNothingAndWritesItsResultsUntilItIsResumed() {
    Ending ending = new Ending.Completed(RunReport.of(UUID.randomUUID(), UUID.randomUUID()), "{}");
    runs.drain(true);
    results.add(ending);
    runs.hint();
    lane.exchangeAll();
    assertThat(sent).containsExactly(List.of(ending));
    assertThat(wished).containsExactly(0);
    assertThat(runs.serves()).isEmpty();
    assertThat(runs.hasFreeSlot()).isFalse();

    runs.drain(false);
    lane.exchangeAll();
    assertThat(wished).containsExactly(0, ROOM);
    assertThat(runs.serves()).containsExactly("Any");
  }

  @Test
  void aNodeThatStopsAsksForNothing() {
    runs.hint();
    runs.close();
    lane.exchangeAll();
    assertThat(sent).isEmpty();
    assertThat(runs.serves()).isEmpty();
  }
}
