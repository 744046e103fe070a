package org.taskyard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  @Test
  void anIdIsReadAsItWasWritten() {
    Snapshot seen =
        new Snapshot(1_000_000_007, 1_000_000_020, List.of(1_000_000_007L, 1_000_000_012L));
    Snapshot next = new Snapshot(1_000_000_031, 1_000_000_031, List.of());
    Position whole = Position.at(seen);
    Position within = whole.within(next, 4711, 3);

    assertThat(whole.id()).isEqualTo("1000000007-13.0.5");
    assertThat(within.id()).isEqualTo("1000000007-13.0.5/1000000031/4711/3");
    assertThat(Position.of(whole.id())).isEqualTo(whole);
    assertThat(Position.of(within.id())).isEqualTo(within);
  }

  @Test
  void aSnapshotIsThatOfTheDatabase() {
    for (String text : List.of("10:20:10,14,19", "7:7:", "7:9:")) {
      assertThat(Snapshot.ofDatabase(text).forDatabase()).isEqualTo(text);
      assertThat(Snapshot.ofToken(Snapshot.ofDatabase(text).token()).forDatabase()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "12:12:",
        "-5",
        "5-",
        "5-3.3",
        "5-3.2.1",
        "5-3.1.1",
        "5/6",
        "5/6/7",
        "5/6/7/8/9",
        "5/x/7/8",
        "5-3.9/6/7/8",
        "5/6/7/99999999999",
        "99999999999999999999",
        "5\n6"
      })
  void whatIsNoIdIsNotTakenForOne(String text) {
    assertThat(Position.of(text)).isNull();
  }
}
