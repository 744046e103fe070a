package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.lease.FindDue;
import org.taskyard.support.Fired;
import org.taskyard.support.Found;
import org.taskyard.task.TasksSubmitted;

class DueTasksTest {

  private final List<Set<String>> asked = new ArrayList<>();
  private final Fired<TasksSubmitted> hints = new Fired<>();
  private final DueTasks dueTasks = new DueTasks();
  private Set<String> due = Set.of();

  DueTasksTest() {
    dueTasks.findDue =
        new FindDue() {
          @Override
          public Set<String> among(Collection<String> handlers) {
            asked.add(Set.copyOf(handlers));
            return due;
          }
        };
    dueTasks.submitted = hints;
  }

  private void awaiting(AwaitsTasks... those) {
    dueTasks.waiting = new Found<>(those);
    dueTasks.open(Executors.defaultThreadFactory());
  }

  @Test
  void oneLookAsksForAllWhoWaitAndHintsAtWhatIsDue() {
    awaiting(() -> List.of("A", "B"), () -> List.of("B", "C"));
    due = Set.of("B");

    dueTasks.lookNow();

    assertThat(asked).containsExactly(Set.of("A", "B", "C"));
    assertThat(hints.all()).containsExactly(new TasksSubmitted(Set.of("B"), true));
  }

  @Test
  void nobodyIsAskedWhereNobodyWaits() {
    awaiting(List::of);
    dueTasks.lookNow();
    assertThat(asked).isEmpty();
    assertThat(hints.all()).isEmpty();
  }

  @Test
  void aHandlerIsKnownToBeIdleAfterALookUntilTheNextHint() {
    awaiting(() -> List.of("A", "B"));
    assertThat(dueTasks.hasNone(List.of("A"))).isFalse();

    dueTasks.lookNow();
    assertThat(dueTasks.hasNone(List.of("A", "B"))).isTrue();
    assertThat(dueTasks.hasNone(List.of("A", "C"))).isFalse();

    dueTasks.submitted(TasksSubmitted.here(Set.of("A")));
    assertThat(dueTasks.hasNone(List.of("A"))).isFalse();
  }

  @Test
  void aHintDuringALookIsNotForgottenByIt() {
    awaiting(
        () -> {
          dueTasks.submitted(TasksSubmitted.here(Set.of("A")));
          return List.of("A");
        });
    dueTasks.lookNow();
    assertThat(dueTasks.hasNone(List.of("A"))).isFalse();
  }
}
