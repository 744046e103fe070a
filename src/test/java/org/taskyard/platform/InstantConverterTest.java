package org.taskyard.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantConverterTest {

  private final InstantConverter converter = new InstantConverter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1500-02-28T23:59:59.999999Z",
        "1582-10-04T12:00:00.000001Z",
        "1582-10-15T00:00:00Z",
        "2024-02-29T12:00:00.123456Z",
        "9999-12-31T23:59:59.999999Z"
      })
  void aMomentSurvivesTheWayThereAndBack(String text) {
    Instant moment = Instant.parse(text);
    assertThat(converter.convertToEntityAttribute(converter.convertToDatabaseColumn(moment)))
        .isEqualTo(moment);
  }

  @Test
  void theDriverIsToldTheDateThatIsMeant() {
    // by the calendar of its time, which is two days ahead in the year 1
    Timestamp bound = InstantConverter.timestamp(Instant.parse("0001-01-01T00:00:00Z"));
    assertThat(bound.toInstant()).isEqualTo(Instant.parse("0000-12-30T00:00:00Z"));
  }
}
