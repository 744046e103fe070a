package org.taskyard.handlers.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.taskyard.handlers.transfer.importing.ImportState.Rejected;

class ImportStateTest {

  @Test
  void stateIsTheSameAfterItWasKept() {
    List<Rejected> bad = List.of(new Rejected(4, "why"));
    ImportState state = ImportState.start("file:1").after(10, bad, List.of(2L, 7L));
    assertThat(ImportState.resumed(state.checkpoint(), "file:1")).isEqualTo(state);
    assertThat(state.rows()).isEqualTo(10);
    assertThat(state.created()).isEqualTo(7);
    assertThat(state.after(5, List.of(), List.of(7L)).created()).isEqualTo(13);
    assertThat(state.response().has("waiting")).isFalse();
  }

  @Test
  void stateOfAnotherSourceIsNotResumed() {
    ImportState state = ImportState.start("file:1").after(10, List.of(), List.of());
    assertThat(ImportState.resumed(state.checkpoint(), "file:2"))
        .isEqualTo(ImportState.start("file:2"));
  }

  @Test
  void onlyTheFirstHundredRejectedRowsAreListedAndAllAreCounted() {
    List<Rejected> bad =
        LongStream.rangeClosed(1, 70).mapToObj(line -> new Rejected(line, "bad")).toList();
    ImportState state = ImportState.start("s").after(70, bad, List.of()).after(70, bad, List.of());
    assertThat(state.rejectedTotal()).isEqualTo(140);
    assertThat(state.rejected()).hasSize(100);
    assertThat(state.created()).isZero();
    assertThat(state.response().path("rejected")).hasSize(100);
  }
}
