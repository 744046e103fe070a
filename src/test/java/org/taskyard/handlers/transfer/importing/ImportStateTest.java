package org.taskyard.handlers.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.taskyard.handlers.transfer.importing.ImportState.Rejected;

class ImportStateTest {

  @Test
  void stateIsTheSameAfterItWasKept() {
    ImportState state = ImportState.start("file:1").after(10, List.of(new Rejected(4, "why")));
    assertThat(ImportState.resumed(state.checkpoint(), "file:1")).isEqualTo(state);
    assertThat(state.rows()).isEqualTo(10);
    assertThat(state.created()).isEqualTo(9);
  }

  @Test
  void stateOfAnotherSourceIsNotResumed() {
    ImportState state = ImportState.start("file:1").after(10, List.of());
    assertThat(ImportState.resumed(state.checkpoint(), "file:2"))
        .isEqualTo(ImportState.start("file:2"));
  }

  @Test
  void onlyTheFirstHundredRejectedRowsAreListedAndAllAreCounted() {
    List<Rejected> bad =
        LongStream.rangeClosed(1, 70).mapToObj(line -> new Rejected(line, "bad")).toList();
    ImportState state = ImportState.start("s").after(70, bad).after(70, bad);
    assertThat(state.rejectedTotal()).isEqualTo(140);
    assertThat(state.rejected()).hasSize(100);
    assertThat(state.created()).isZero();
    assertThat(state.response().path("rejected")).hasSize(100);
  }
}
