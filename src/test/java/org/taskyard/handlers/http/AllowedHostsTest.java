package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

  private static boolean allow(String words, String url) {
    return new AllowedHosts(words.isEmpty() ? List.of() : List.of(words.split(" ")))
        .allow(HttpCall.read(JsonNodeFactory.instance.objectNode().put("url", url)));
  }

  @Test
  void withoutASettingNothingIsCalled() {
    assertThat(allow("", "https://api.example.com/")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.com,           https://api.example.com/a?b",
    "api.example.com,           http://API.Example.com.:80/",
    "API.example.com,           https://api.example.com/",
    "*.example.com,             https://a.b.example.com/",
    "*,                         https://any.test/",
    "other.test api.test:8443,  https://api.test:8443/",
    "api.test:*,                http://api.test:9999/",
    "[::1]:*,                   http://[::1]:8080/",
    "127.0.0.1:8080,            http://127.0.0.1:8080/"
  })
  void aHostThatIsNamedIsCalled(String words, String url) {
    assertThat(allow(words, url)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.com,   https://api.example.com.evil.test/",
    "api.example.com,   https://evilapi.example.com/",
    "api.example.com,   https://api.example.com:8443/",
    "api.test:8443,     https://api.test/",
    "*.example.com,     https://example.com/",
    "*.example.com,     https://evilexample.com/",
    "*,                 https://any.test:22/"
  })
  void aHostOrPortThatIsNotNamedIsNotCalled(String words, String url) {
    assertThat(allow(words, url)).isFalse();
  }
}
