package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.json.Json;

class HttpAnswerTest {

  private static JsonNode response(String type, byte[] body, boolean cut) {
    return new HttpAnswer(200, Map.of("content-type", type, "set-cookie", "secret"), body, cut)
        .response();
  }

  private static JsonNode response(String type, String body) {
    return response(type, body.getBytes(StandardCharsets.UTF_8), false);
  }

  @Test
  void jsonIsKeptAsJsonWithAllItsDigits() {
    JsonNode response = response("application/problem+json; charset=utf-8", "{\"n\": 1.50}");
    assertThat(Json.write(response.get("body"))).isEqualTo("{\"n\":1.50}");
    assertThat(response.get("status").intValue()).isEqualTo(200);
    assertThat(response.has("truncated")).isFalse();
  }

  @Test
  void whatIsNoJsonIsKeptAsText() {
    assertThat(response("application/json", "{\"n\": ").get("body").textValue())
        .isEqualTo("{\"n\": ");
    assertThat(response("text/html", "<p>").get("body").textValue()).isEqualTo("<p>");
  }

  @Test
  void jsonThatCannotBeStoredIsKeptAsText() {
    String deep = "[".repeat(40) + "]".repeat(40);
    assertThat(response("application/json", deep).get("body").textValue()).isEqualTo(deep);
    assertThat(response("application/json", "{\"a\": \"\\u0000\"}").get("body").isTextual())
        .isTrue();
  }

  @Test
  void theTypeSaysInWhichCharactersTheTextIs() {
    byte[] latin = "ä".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(response("text/plain; charset=\"iso-8859-1\"", latin, false).get("body").textValue())
        .isEqualTo("ä");
    assertThat(response("text/plain; charset=unheard-of", "ä").get("body").textValue())
        .isEqualTo("ä");
  }

  @Test
  void onlyHeadersThatHelpAreKept() {
    assertThat(response("text/plain", "").get("headers").fieldNames())
        .toIterable()
        .containsExactly("content-type");
  }

  @Test
  void aLongBodyIsCutToWhatATaskHoldsAndSaysSo() {
    byte[] body = new byte[HttpAnswer.MAX_BYTES];
    // each takes six bytes as JSON
    Arrays.fill(body, (byte) 1);
    JsonNode response = response("text/plain", body, false);
    assertThat(Json.bytes(response).length).isLessThanOrEqualTo(HttpAnswer.MAX_BYTES);
    assertThat(response.get("truncated").booleanValue()).isTrue();
    assertThat(response("text/plain", new byte[] {'a'}, true).get("truncated").booleanValue())
        .isTrue();
  }
}
