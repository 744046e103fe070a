package org.taskyard.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivedIdTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final UUID id = DerivedId.of(NOW, "nightly");

  @Test
  void theSameNameAndMomentMakeTheSameIdInEveryRelease() {
    assertThat(DerivedId.of(NOW, "nightly"))
        .isEqualTo(id)
        .hasToString("01a2272d-2600-72e7-8889-e7131be3a768");
  }

  @Test
  void anotherNameOrMomentMakesAnotherId() {
    assertThat(DerivedId.of(NOW, "hourly")).isNotEqualTo(id);
    assertThat(DerivedId.of(NOW.plusNanos(1), "nightly")).isNotEqualTo(id);
  }

  @Test
  void itIsOfVersionSevenAndOfItsMoment() {
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }
}
