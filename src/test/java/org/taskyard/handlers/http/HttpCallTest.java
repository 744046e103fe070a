package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.refusal.InvalidInput;

class HttpCallTest {

  private static HttpCall read(String json) throws Exception {
    return HttpCall.read(Json.read(json));
  }

  private static String body(HttpCall call) {
    return new String(call.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aUrlAloneIsPostedToWithoutABody() throws Exception {
    HttpCall call = read("{\"url\": \"https://api.test/a\"}");
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.body()).isEmpty();
    assertThat(call.headers()).isEmpty();
    assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(call.place()).isEqualTo("api.test:443");
  }

  @Test
  void aBodyIsSentAsJsonWithAllItsDigits() throws Exception {
    HttpCall call =
        read("{\"url\": \"http://api.test\", \"method\": \"PUT\", \"body\": {\"n\": 1.50}}");
    assertThat(body(call)).isEqualTo("{\"n\":1.50}");
    assertThat(call.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
  }

  @Test
  void aTextGoesAsItIsIfItsTypeIsSaidToBeAnother() throws Exception {
    String text = "\"body\": \"a=1&b=2\"";
    assertThat(
            body(
                read(
                    "{\"url\": \"http://api.test\", \"headers\": {\"content-type\": \"text/plain\"}, "
                        + text
                        + "}")))
        .isEqualTo("a=1&b=2");
    assertThat(body(read("{\"url\": \"http://api.test\", " + text + "}"))).isEqualTo("\"a=1&b=2\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://api.test/",
        "file:///etc/passwd",
        "//api.test/",
        "api.test",
        "http://",
        "http:///a",
        "https://me:secret@api.test/",
        "https://api.test/#part",
        "https://api.test\\\\@evil.test/",
        "https://api.test/a b",
        "http://127.1/"
      })
  void aUrlThatIsNoneOrHidesSomethingIsRefused(String url) {
    assertThatThrownBy(() -> read("{\"url\": \"" + url + "\"}"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> assertThat(refusal.inOneLine()).startsWith("/url: an absolute URL"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Transfer-Encoding",
        "Connection",
        "webhook-id",
        "Webhook-Signature",
        "Proxy-Authorization",
        "Expect"
      })
  void headersThatAreOursAreRefused(String name) {
    assertThatThrownBy(
            () -> read("{\"url\": \"http://api.test\", \"headers\": {\"" + name + "\": \"x\"}}"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal -> assertThat(refusal.inOneLine()).contains("is set by this service"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"X-A\": \"a\\r\\nHost: evil\"}",
        "{\"X A\": \"a\"}",
        "{\"X-A\": \"\u00e4\"}",
        "{\"X-A\": 1}",
        "[]"
      })
  void headersThatAreNonePlainTextAreRefused(String headers) {
    assertThatThrownBy(() -> read("{\"url\": \"http://api.test\", \"headers\": " + headers + "}"))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    assertThatThrownBy(
            () -> read("{\"method\": \"TRACE\", \"timeout_seconds\": 0, \"uri\": \"x\"}"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal ->
                assertThat(refusal.inOneLine())
                    .contains("/url: required", "/method: one of", "/timeout_seconds:", "/uri:"));
  }
}
