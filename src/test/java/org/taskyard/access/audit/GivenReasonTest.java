package org.taskyard.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The header Audit-Reason, as servers hand it on. */
class GivenReasonTest {

  @Test
  void wordsOfAnyLanguageArrive() {
    assertThat(GivenReason.of("asked for by the owner")).isEqualTo("asked for by the owner");
    assertThat(GivenReason.of(asServersReadIt("Wunsch des Eigentümers, 所有者")))
        .isEqualTo("Wunsch des Eigentümers, 所有者");
    assertThat(GivenReason.of("Wunsch%20des Eigent%C3%BCmers")).isEqualTo("Wunsch des Eigentümers");
    assertThat(GivenReason.of("所有者 %41")).isEqualTo("所有者 A");
  }

  @Test
  void whatIsNoUtf8IsReadAsLatin1() {
    assertThat(GivenReason.of("Eigentümer")).isEqualTo("Eigentümer");
    assertThat(GivenReason.of("Eigent%FCmer")).isEqualTo("Eigentümer");
  }

  @Test
  void aPercentSignStandsForItselfWhereNoDigitsFollow() {
    assertThat(GivenReason.of("50% more, 100%")).isEqualTo("50% more, 100%");
    assertThat(GivenReason.of("%zz %4")).isEqualTo("%zz %4");
  }

  @Test
  void nothingThatEndsALineOrCannotBeStoredIsKept() {
    assertThat(GivenReason.of("a%00b%0D%0Ac\tt%1B[31m%7F")).isEqualTo("a b  c t [31m");
    assertThat(GivenReason.of("a%E2%80%AEb%E2%80%A8c")).isEqualTo("a b c");
    assertThat(GivenReason.of(" %20 ")).isNull();
    assertThat(GivenReason.of(null)).isNull();
  }

  @Test
  void itIsCutBetweenCharacters() {
    assertThat(GivenReason.of("x".repeat(501))).hasSize(500);
    String halfway = GivenReason.of(asServersReadIt("x".repeat(499) + "\uD83D\uDE00"));
    assertThat(halfway).isEqualTo("x".repeat(499));
  }

  private static String asServersReadIt(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
