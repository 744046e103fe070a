package org.taskyard.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Found;

class TickTimerTest {

  @Test
  void whoeverFailsKeepsNobodyElseFromItsTick() {
    List<String> ticked = new ArrayList<>();
    TickTimer timer = new TickTimer();
    timer.found =
        new Found<>(
            () -> ticked.add("first"),
            () -> {
              throw new AssertionError("broken");
            },
            () -> ticked.add("last"));

    timer.start();
    timer.tick();

    assertThat(ticked).containsExactly("first", "last", "first", "last");
  }
}
