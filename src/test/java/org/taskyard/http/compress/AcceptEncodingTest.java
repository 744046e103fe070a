package org.taskyard.http.compress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "x-gzip",
        "deflate, gzip;q=1.0, *;q=0.5",
        "br , gzip ; q=0.001",
        "*",
        "*;q=0.1",
        "gzip, identity",
        "identity;q=0, gzip",
        ",gzip,",
      })
  void whoNamesItGetsIt(String header) {
    assertThat(AcceptEncoding.asksForGzip(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br, deflate",
        "gzip;q=0",
        "gzip;q=0.000",
        "gzip;q=0, *",
        "*;q=0",
        "gzip;q=0.5, identity",
        "gzip;q=2",
        "gzip;q=",
        "gzip;level=9",
        "gzip gzip",
        "gzip, br;q=2",
      })
  void whoDoesNotOrWouldRatherHaveNoneDoesNot(String header) {
    assertThat(AcceptEncoding.asksForGzip(header)).isFalse();
  }

  @Test
  void whoSaysNothingDoesNot() {
    assertThat(AcceptEncoding.asksForGzip(null)).isFalse();
  }
}
