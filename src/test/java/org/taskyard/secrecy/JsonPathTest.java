package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;

/** Which places a path names, and which texts are paths. */
class JsonPathTest {

  private static JsonPath path(String text) {
    return PathReader.MASKED.read(text).orElseThrow(() -> new AssertionError(text));
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(text, notJson);
    }
  }

  private static String masked(String path, String value) {
    return Json.write(path(path).replace(json(value), one -> TextNode.valueOf("*")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          request                 | {"a":1}                               | "*"
          request.a               | {"a":1,"b":2}                         | {"a":"*","b":2}
          request.a               | {"b":{"a":1}}                         | {"b":{"a":1}}
          request.a               | {"a":null}                            | {"a":"*"}
          request.a.b             | {"a":{"b":{"c":1},"d":2}}             | {"a":{"b":"*","d":2}}
          request.items[*].card   | {"items":[{"card":1},{"n":2}]}        | {"items":[{"card":"*"},{"n":2}]}
          request.items[*]        | {"items":[1,[2]]}                     | {"items":["*","*"]}
          request.*               | {"a":1,"b":[2]}                       | {"a":"*","b":"*"}
          request.*.x             | {"a":{"x":1},"b":{"y":1}}             | {"a":{"x":"*"},"b":{"y":1}}
          request["a b"]["c.d"]   | {"a b":{"c.d":1}}                     | {"a b":{"c.d":"*"}}
          request["\\u0061"]      | {"a":1}                               | {"a":"*"}
          request.a               | 5                                     | 5
          request.a               | {"n":1.50,"a":1,"z":1000000000000000000000.10} | {"n":1.50,"a":"*","z":1000000000000000000000.10}
          """)
  void everyPlaceIsNamedAndTheRestStaysAsItIs(String path, String value, String expected) {
    assertThat(masked(path, value)).isEqualTo(expected);
  }

  /** Data may have another form than whoever has set the mask knew. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          request.items.card      | {"items":[{"card":1},[{"card":2}]]}   | {"items":[{"card":"*"},[{"card":"*"}]]}
          request.iban            | [{"iban":1},{"iban":2}]               | [{"iban":"*"},{"iban":"*"}]
          request.items[*].card   | {"items":{"card":1}}                  | {"items":{"card":"*"}}
          request.items[*]        | {"items":7}                           | {"items":"*"}
          """)
  void anotherFormThanExpectedIsNamedToo(String path, String value, String expected) {
    assertThat(masked(path, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          request.a.b           | {"a":{"b":1}}            | true
          request.a.b           | {"a":{"b":{"c":1}}}      | true
          request.a.b           | {"a":{"c":1}}            | false
          request.a.b           | {"a":{}}                 | false
          request.a.b           | {"b":1}                  | false
          request               | {}                       | true
          request.items[*].card | {"items":[{"card":1}]}   | true
          request.items[*].card | {"items":[{"n":1}]}      | false
          request.items.card    | {"items":[{"card":1}]}   | true
          request.items[*]      | {"items":[]}             | false
          request.items[*]      | {"items":[1]}            | true
          request.*             | {"a":1}                  | true
          """)
  void aConditionAsksForAPlaceIfItSaysSomethingOfIt(String path, String part, boolean asks) {
    assertThat(path(path).isAskedBy(json(part))).isEqualTo(asks);
  }

  @ParameterizedTest
  @CsvSource({
    "request, request.a, true",
    "request.a, request.a, true",
    "request.a, request.a.b, true",
    "request.a.b, request.a, false",
    "request.*, request.a, true",
    "request.a, request.*, false",
    "request.*, request[*], false",
    "request.a, response.a, false"
  })
  void aPathCoversWhatIsWithin(String outer, String inner, boolean covers) {
    assertThat(path(outer).covers(path(inner))).isEqualTo(covers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "request.",
        "request..a",
        "requests",
        "Request",
        "request.a b",
        "request[0]",
        "request[a]",
        "request[\"a]",
        "request[\"a\"",
        "request['a']",
        "request[\"\\x\"]",
        "request[\"\\u0000\"]",
        ".a",
        "request.a.",
        "log.a",
        "progress_message[*]",
        "error.retryable",
        "error.*",
        "error.message.a",
        "request.1",
        "$.request.a",
        "request [*]",
        "request.[*]",
        "status",
        "request[\"\\ud800\"]"
      })
  void whatIsNoPathIsRefused(String text) {
    assertThat(PathReader.MASKED.read(text)).isEmpty();
  }

  @Test
  void aLogCannotBeFoundInAndAProgressMessageNotBeEncrypted() {
    assertThat(PathReader.ENCRYPTED.read("progress_message")).isEmpty();
    assertThat(PathReader.ENCRYPTED.read("log")).isPresent();
    assertThat(PathReader.ENCRYPTED.read("checkpoint.state")).isPresent();
  }

  @Test
  void listsAreBounded() {
    Faults faults = new Faults();
    String many = "[" + "\"request.a\",".repeat(50) + "\"request.a\"]";
    PathReader.MASKED.read(json(many), "/masked", faults);
    PathReader.MASKED.read(json("[\"request." + "a".repeat(200) + "\"]"), "/masked", faults);
    PathReader.MASKED.read(json("[\"request" + ".a".repeat(17) + "\"]"), "/masked", faults);
    PathReader.MASKED.read(json("[1]"), "/masked", faults);
    PathReader.MASKED.read(json("{}"), "/masked", faults);
    assertThat(faults.all())
        .extracting(Faults.Fault::pointer)
        .containsExactly("/masked", "/masked/0", "/masked/0", "/masked/0", "/masked");
  }

  @Test
  void thereIsOneOfEachPath() {
    Faults faults = new Faults();
    assertThat(
            PathReader.MASKED.read(
                json("[\"request.a\", \"request[\\\"a\\\"]\"]"), "/masked", faults))
        .containsExactly(path("request.a"));
  }
}
