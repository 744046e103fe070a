package org.taskyard.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

  @Test
  void noScriptReadsItAndNoOtherSiteSendsIt() {
    assertThat(SessionCookie.set("x"))
        .isEqualTo("__Host-taskyard=x; Path=/; Secure; HttpOnly; SameSite=Lax");
    assertThat(SessionCookie.clear())
        .isEqualTo("__Host-taskyard=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
  }

  @Test
  void itHas256RandomBits() {
    Set<String> values = new HashSet<>();
    IntStream.range(0, 100).forEach(i -> values.add(SessionCookie.random()));
    assertThat(values).hasSize(100).allMatch(value -> value.matches("[A-Za-z0-9_-]{43}"));
  }

  @Test
  void theDatabaseKnowsItsHashOnly() {
    String value = SessionCookie.random();
    assertThat(SessionCookie.hash(value).orElseThrow())
        .hasSize(32)
        .isEqualTo(SessionCookie.hash(value).orElseThrow())
        .isNotEqualTo(SessionCookie.hash(SessionCookie.random()).orElseThrow());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "x", "'; DROP TABLE task; --", "0123456789012345678901234567890123456789012 "})
  void whatCanBeNoneIsNotLookedUp(String value) {
    assertThat(SessionCookie.hash(value)).isEmpty();
  }
}
