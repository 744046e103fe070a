package org.taskyard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a stream begins, by header and query. */
class LastEventIdTest {

  @Test
  void anEmptyIdIsNone() {
    assertThat(EventResource.lastEventId(List.of(), null)).isNull();
    assertThat(EventResource.lastEventId(List.of(""), List.of())).isNull();
    assertThat(EventResource.lastEventId(List.of(" \t"), List.of("", "  "))).isNull();
  }

  @Test
  void theHeaderWinsUnlessItIsEmpty() {
    assertThat(EventResource.lastEventId(List.of("1"), List.of("2"))).isEqualTo("1");
    assertThat(EventResource.lastEventId(List.of(" "), List.of("2"))).isEqualTo("2");
    assertThat(EventResource.lastEventId(List.of("", "3"), List.of("2"))).isEqualTo("3");
    assertThat(EventResource.lastEventId(List.of(), List.of("", "2"))).isEqualTo("2");
  }

  @Test
  void blanksAroundAnIdAreNoPartOfIt() {
    assertThat(EventResource.lastEventId(List.of(" 885 "), null)).isEqualTo("885");
  }
}
