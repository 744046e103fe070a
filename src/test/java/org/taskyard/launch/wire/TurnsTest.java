package org.taskyard.launch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Turns turns = new Turns(2);
  private final List<String> called = new ArrayList<>();

  private void stand(String name, boolean wants) {
    turns.take(
        () -> {
          called.add(name);
          return wants;
        });
  }

  @Test
  void thereAreNoMoreThanThereAre() {
    assertThat(turns.take()).isTrue();
    assertThat(turns.take()).isTrue();
    assertThat(turns.take()).isFalse();
  }

  @Test
  void whoeverStandsInLineGetsItsTurnInOrder() {
    stand("first", true);
    stand("second", true);
    stand("third", true);
    stand("fourth", true);
    assertThat(called).containsExactly("first", "second");

    turns.giveBack();
    assertThat(called).containsExactly("first", "second", "third");
    assertThat(turns.take()).isFalse();
    turns.giveBack();
    assertThat(called).endsWith("fourth");
  }

  @Test
  void aTurnThatNobodyWantsIsFreeAgain() {
    stand("first", true);
    stand("second", true);
    stand("gone", false);
    stand("gone, too", false);
    turns.giveBack();

    assertThat(called).endsWith("gone", "gone, too");
    assertThat(turns.take()).isTrue();
    assertThat(turns.take()).isFalse();
  }

  @Test
  void whoeverDoesNotWantItsTurnAtOnceLeavesIt() {
    stand("gone", false);
    assertThat(turns.take()).isTrue();
    assertThat(turns.take()).isTrue();
  }
}
