package org.taskyard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;

class JsonTest {

  private static final String MARK = "\uFEFF";

  // ---------------------------------------------------------------- levels

  @Test
  void aValueHasUpTo32Levels() throws JsonProcessingException {
    assertThat(Json.read(nested(32))).isNotNull();
    assertThatThrownBy(() -> Json.read(nested(33)))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            fault -> assertThat(JsonFaults.unreadable(fault)).hasMessageContaining("32 levels"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "response", "error", "checkpoint"})
  void theLevelsOfAValueInADocumentAreCountedFromTheValue(String member)
      throws JsonProcessingException {
    String document = "{\"tasks\": [{\"%s\": %s, \"a\": []}]}";
    assertThat(Json.document(document.formatted(member, nested(32)))).isNotNull();
    assertUnreadable(document.formatted(member, nested(33)));
  }

  @Test
  void aDocumentIsNoDeeperForHoldingAValueAndAValueNoDeeperForWhatItsMembersAreCalled() {
    assertUnreadable("{\"request\": {\"response\": " + nested(32) + "}}");
    assertUnreadable("{\"request\": [], \"a\": " + nested(32) + "}");
    assertUnreadable(nested(33));
    assertUnreadable("[".repeat(1_000_000));
  }

  // ---------------------------------------------------------------- numbers

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "12345678901, 12345678901",
    "12345678901234567890.10, 12345678901234567890.10",
    "2.50, 2.50",
    "1e2, 100",
    "1.5E-3, 0.0015"
  })
  void numbersKeepTheirDigits(String sent, String written) throws JsonProcessingException {
    assertThat(Json.write(Json.read(sent))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5.0", "5.000", "5e0", "50e-1", "0.5E+1", "500000e-5"})
  void aWholeNumberIsOneHoweverItIsWritten(String sent) throws JsonProcessingException {
    assertThat(JsonFields.whole(Json.read(sent))).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5.5",
        "5e-1",
        "1e400",
        "1e401",
        "1e999999999",
        "1e99999999999",
        "9223372036854775808",
        "\"5\"",
        "null",
        "true",
        "[]"
      })
  void whatIsNoWholeNumberOf64BitsIsNone(String sent) throws JsonProcessingException {
    assertThat(JsonFields.whole(Json.read(sent))).isNull();
  }

  @Test
  void aNumberOfFourHundredDigitsIsStoredAndALongerOneIsReportedAtItsPlace()
      throws JsonProcessingException {
    for (String fits : List.of("9".repeat(400), "-0." + "7".repeat(400), "1e399", "1e-400")) {
      assertThat(faults("[" + fits + "]")).as(fits).isEmpty();
    }
    for (String tooLong :
        List.of(
            "9".repeat(401),
            "-" + "9".repeat(3_000),
            "0." + "7".repeat(401),
            "1e400",
            "1e-401",
            "1e999999999",
            "-1e-999999999",
            "1e2147483648",
            "1e99999999999")) {
      assertThat(faults("{\"a\": [0, " + tooLong + "]}")).containsExactly("/request/a/1");
    }
  }

  @Test
  void aVeryLongNumberTakesNoTime() {
    String body = "[" + "7".repeat(4_000_000) + ", 0." + "7".repeat(4_000_000) + "]";
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(faults(body)).containsExactly("/request/0", "/request/1"));
  }

  @Test
  void noMoreThanAHundredFaultsAreReportedOfOneValue() throws JsonProcessingException {
    assertThat(faults("[" + "1e500,".repeat(5_000) + "0]")).hasSize(100);
  }

  // ---------------------------------------------------------------- names and sizes

  @Test
  void aNameMayBeAsLongAsTheValueAllows() throws JsonProcessingException {
    assertThat(faults("{\"" + "x".repeat(100_000) + "\": 1}")).isEmpty();
    assertThat(faults("{\"" + "x".repeat(300_000) + "\": 1}")).containsExactly("/request");
  }

  @Test
  void aVeryLongNameIsNoPartOfAPointer() throws JsonProcessingException {
    assertThat(faults("{\"a\": {\"" + "x".repeat(5_000) + "\": 1e500}}"))
        .containsExactly("/request/a");
  }

  @Test
  void theSizeOfAValueIsThatOfItsCompactForm() throws JsonProcessingException {
    int most = TaskSize.MOST;
    assertThat(faults("[" + " ".repeat(most) + "]")).isEmpty();
    assertThat(faults("[\"" + "\\u0041".repeat(most - 4) + "\"]")).isEmpty();
    assertThat(faults("[\"" + "\\u0041".repeat(most - 3) + "\"]")).containsExactly("/request");
    // written out each takes 300 digits and more
    assertThat(faults("[" + "1e299,".repeat(1_000) + "0]")).containsExactly("/request");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(faults("[" + "1e399,".repeat(700_000) + "0]")).hasSize(1));
  }

  // ---------------------------------------------------------------- encodings

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void otherEncodingsAreUnreadableAndNamed(String name) {
    for (String json : List.of("{\"a\": 1}", "[]", "7", MARK + "{}", "\"\u4e00\u4e00\"")) {
      assertThatThrownBy(() -> body(json.getBytes(Charset.forName(name))))
          .as(json)
          .isInstanceOfSatisfying(
              IOException.class,
              fault -> assertThat(JsonFaults.unreadable(fault)).hasMessageContaining("UTF-16"));
    }
  }

  @Test
  void bytesThatAreNoUtf8AreUnreadable() {
    for (byte[] bytes :
        List.of(
            new byte[] {'"', (byte) 0xE9, '"'},
            new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'})) {
      assertThatThrownBy(() -> body(bytes)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aMarkInFrontIsPassedOverAndNowhereElse() throws IOException {
    assertThat(body((MARK + "[\"😀\"]").getBytes(StandardCharsets.UTF_8)).get(0).textValue())
        .isEqualTo("😀");
    assertThat(body(MARK.getBytes(StandardCharsets.UTF_8)).isMissingNode()).isTrue();
    for (String json : List.of(MARK + MARK + "[]", " " + MARK + "[]", "[]" + MARK)) {
      assertThatThrownBy(() -> body(json.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(JsonProcessingException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\\ud800b\": 1}", "{\"\\udfff\": 1}", "{\"\\ud800\\ud800\": 1}"})
  void halfACharacterInANameBreaksARuleAndNotJson(String json) {
    assertThatThrownBy(() -> body(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            IOException.class,
            fault -> assertThat(JsonFaults.unreadable(fault)).isInstanceOf(InvalidInput.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t "})
  void nothingIsMissing(String blank) throws IOException {
    assertThat(body(blank.getBytes(StandardCharsets.UTF_8)).isMissingNode()).isTrue();
    assertThat(Json.read(blank).isMissingNode()).isTrue();
  }

  // ---------------------------------------------------------------- support

  private static final class TaskSize {
    static final int MOST = 256 * 1024;
  }

  private static JsonNode body(byte[] bytes) throws IOException {
    return Json.document(new ByteArrayInputStream(bytes));
  }

  /** The pointers of what is wrong with the value of a request. */
  private static List<String> faults(String value) throws JsonProcessingException {
    Faults faults = new Faults();
    JsonText.of(Json.read(value), TaskSize.MOST, "/request", faults);
    return faults.all().stream().map(Faults.Fault::pointer).toList();
  }

  private static void assertUnreadable(String document) {
    assertThatThrownBy(() -> Json.document(document)).isInstanceOf(JsonProcessingException.class);
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels - 1) + "[]" + "}".repeat(levels - 1);
  }
}
