package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

  private static final List<String> LISTED = List.of("https://console.example.com");

  @Test
  void withoutListedOriginsNothingIsSaid() {
    FakeExchange exchange = preflight("https://console.example.com");
    assertThat(answers(List.of(), exchange)).isFalse();
    assertThat(exchange.answered).isEmpty();
  }

  @Test
  void aPreflightOfAListedOriginIsAnsweredAtOnce() {
    FakeExchange exchange = preflight(LISTED.get(0));
    assertThat(answers(LISTED, exchange)).isTrue();
    assertThat(exchange.status).isEqualTo(204);
    assertThat(exchange.answer("Access-Control-Allow-Origin")).isEqualTo(LISTED.get(0));
    assertThat(exchange.answer("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(exchange.answer("Access-Control-Allow-Methods"))
        .contains("GET", "POST", "PUT", "DELETE");
    assertThat(exchange.answer("Access-Control-Allow-Headers"))
        .contains(
            "Authorization",
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Prefer",
            "traceparent",
            "Last-Event-ID");
    assertThat(exchange.answer("Access-Control-Max-Age")).isEqualTo("7200");
    assertThat(exchange.answer("Vary")).isEqualTo("Origin");
  }

  @Test
  void anAnswerToAListedOriginCanBeReadWithItsHeaders() {
    FakeExchange exchange = new FakeExchange("POST", "Origin", LISTED.get(0));
    assertThat(answers(LISTED, exchange)).isFalse();
    assertThat(exchange.status).isEqualTo(200);
    assertThat(exchange.answer("Access-Control-Allow-Origin")).isEqualTo(LISTED.get(0));
    assertThat(exchange.answer("Access-Control-Expose-Headers"))
        .contains(
            "X-Pagination-Total-Count",
            "X-Pagination-Next-Cursor",
            "Link",
            "Location",
            "ETag",
            "Retry-After",
            "RateLimit");
    assertThat(exchange.answer("Vary")).isEqualTo("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://attacker.example",
        "http://console.example.com",
        "https://console.example.com:8443",
        "https://console.example.com/",
        "https://CONSOLE.example.com",
        "https://console.example.com.attacker.example",
        "null",
        "*",
        "",
      })
  void anotherOriginIsAnsweredAsIfThereWereNoCors(String origin) {
    FakeExchange exchange = preflight(origin);
    assertThat(answers(LISTED, exchange)).isFalse();
    assertThat(exchange.answered).containsOnlyKeys("Vary");
  }

  @Test
  void aRequestWithoutOriginVariesByItToo() {
    FakeExchange exchange = new FakeExchange("GET");
    assertThat(answers(LISTED, exchange)).isFalse();
    assertThat(exchange.answered).containsOnlyKeys("Vary");
  }

  @Test
  void optionsOfAListedOriginThatAreNoPreflightAreForTheApplication() {
    FakeExchange exchange = new FakeExchange("OPTIONS", "Origin", LISTED.get(0));
    assertThat(answers(LISTED, exchange)).isFalse();
    assertThat(exchange.answer("Access-Control-Allow-Origin")).isEqualTo(LISTED.get(0));
  }

  private static FakeExchange preflight(String origin) {
    return new FakeExchange("OPTIONS", "Origin", origin, "Access-Control-Request-Method", "POST");
  }

  private static boolean answers(List<String> origins, FakeExchange exchange) {
    return Cors.answers(origins, exchange.request(), exchange.response());
  }
}
