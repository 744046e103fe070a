package org.taskyard.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DueSchedulesTest {

  private final List<FireSchedule.Waiting> waiting = new ArrayList<>();
  private final List<UUID> fired = new ArrayList<>();
  private final DueSchedules due = new DueSchedules();

  DueSchedulesTest() {
    due.fireSchedule =
        new FireSchedule() {
          @Override
          public List<Waiting> waiting() {
            return List.copyOf(waiting);
          }

          @Override
          public int fire(List<UUID> ids) {
            if (ids.contains(waiting.get(0).scheduleId())) {
              throw new IllegalStateException("the first one cannot fire");
            }
            fired.addAll(ids);
            return ids.size();
          }
        };
  }

  private UUID add(Duration dueIn) {
    UUID id = UUID.randomUUID();
    waiting.add(new FireSchedule.Waiting(id, dueIn));
    return id;
  }

  @Test
  void oneThatCannotFireDoesNotKeepTheOthersFromIt() {
    add(Duration.ofSeconds(-9));
    UUID late = add(Duration.ofSeconds(-1));
    UUID now = add(Duration.ZERO);
    add(Duration.ofMillis(1));
    due.look();
    assertThat(fired).containsExactly(late, now);
  }

  @Test
  void manyThatAreDueFireAFewAtATime() {
    for (int i = 0; i < 2 * DueSchedules.TOGETHER + 1; i++) {
      add(Duration.ofSeconds(-1));
    }
    due.look();
    // one of the first few cannot, so these fire one by one
    assertThat(fired)
        .isEqualTo(waiting.stream().skip(1).map(FireSchedule.Waiting::scheduleId).toList());
  }

  @Test
  void aNodeLooksAgainWhenSomethingIsDueAndNotBefore() {
    assertThat(due.time()).isTrue();
    add(Duration.ofHours(1));
    due.look();
    assertThat(due.time()).isFalse();
    waiting.clear();
    add(Duration.ofNanos(1));
    due.look();
    assertThat(due.time()).isTrue();
  }

  @Test
  void whatHasFiredMayBeDueAgainBeforeAllTheOthers() {
    add(Duration.ofSeconds(-2));
    add(Duration.ofSeconds(-1));
    add(Duration.ofHours(1));
    due.look();
    assertThat(due.time()).isTrue();
  }

  @Test
  void oneThatCannotFireIsNotTriedAllTheTime() {
    add(Duration.ofSeconds(-1));
    due.look();
    assertThat(fired).isEmpty();
    assertThat(due.time()).isFalse();
  }

  @Test
  void aChangeOnThisNodeIsLookedAtAtOnce() {
    due.look();
    assertThat(due.time()).isFalse();
    due.changed(new SchedulesChanged());
    assertThat(due.time()).isTrue();
  }

  @Test
  void afterALookThatFailedTheNextOneIsNotHurried() {
    due.fireSchedule =
        new FireSchedule() {
          @Override
          public List<Waiting> waiting() {
            throw new IllegalStateException("the database is away");
          }
        };
    try {
      due.look();
    } catch (IllegalStateException away) {
      // told to the signal, which logs it
    }
    assertThat(due.time()).isFalse();
  }
}
