package org.taskyard.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.refusal.InvalidInput;

class ReturnPathTest {

  @ParameterizedTest
  @CsvSource({
    "'', /",
    "/, /",
    "#tasks?status=failed, /#tasks?status=failed",
    "docs/api/, /docs/api/",
    "/docs/api/#/Tasks/createTask, /docs/api/#/Tasks/createTask",
    "?a=b, /?a=b",
    // a path, however much it looks like a scheme
    "javascript:alert(1), /javascript:alert(1)",
    "https://evil.example, /https://evil.example",
    "docs/..%2f, /docs/..%2f",
    "a..b/c., /a..b/c.",
    "#/../.., /#/../..",
  })
  void aPathOfThisServiceIsWhereTheBrowserGoes(String wanted, String path) {
    assertThat(ReturnPath.of(wanted)).isEqualTo(path);
  }

  @Test
  void withoutOneItGoesToTheRoot() {
    assertThat(ReturnPath.of(null)).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\tevil.example",
        "/ /evil.example",
        "/\n/evil.example",
        "/\r\nSet-Cookie: a=b",
        "../evil",
        "/docs/../..",
        "/docs/%2E%2e/x",
        "/./x",
        "/..?x",
        "/é",
        "/\"><script>",
      })
  void whatIsNothingOfOursIsRefused(String wanted) {
    assertThatThrownBy(() -> ReturnPath.of(wanted)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void aPathThatTheCookieHasNoRoomForIsRefused() {
    assertThat(ReturnPath.of("a".repeat(ReturnPath.MOST))).hasSize(ReturnPath.MOST + 1);
    assertThatThrownBy(() -> ReturnPath.of("a".repeat(ReturnPath.MOST + 1)))
        .isInstanceOf(InvalidInput.class);
  }
}
