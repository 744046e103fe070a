package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;

/** What is shown of what is stored. */
class SecrecyTest {

  private static final String REQUEST =
      "{\"z\":1.50,\"iban\":\"DE1\",\"a\":12345678901234567890.0}";

  private final Secrecy secrecy =
      TestSecrecy.secrecy(
          Map.of(
              "Pay",
              TestSecrecy.rules(
                  List.of("request.iban", "error.message", "log", "progress_message"), List.of()),
              "All",
              TestSecrecy.rules(List.of("request", "response", "error"), List.of())),
          null);

  private String shown(String handler, String root, String json) {
    return secrecy.shown(handler, root, json, Sight.MASKED);
  }

  @Test
  void whatIsMaskedIsTheMaskAndAllElseKeepsItsOrderAndItsDigits() {
    assertThat(shown("Pay", "request", REQUEST))
        .isEqualTo("{\"z\":1.50,\"iban\":\"***\",\"a\":12345678901234567890.0}");
  }

  @Test
  void whoeverMaySeesAllOfItByteForByte() {
    String odd = "{ \"iban\" : 1e2 }";
    assertThat(secrecy.shown("Pay", "request", odd, Sight.WHOLE)).isSameAs(odd);
    assertThat(shown("Other", "request", odd)).isSameAs(odd);
    assertThat(shown("Pay", "response", odd)).isSameAs(odd);
  }

  @ParameterizedTest
  @EnumSource(names = {"MASKED", "FILED"})
  void jsonInAStringStaysInAString(Sight sight) {
    assertThat(secrecy.shown("Pay", "request", "\"{ \\\"iban\\\" : 1, \\\"b\\\": 2 }\"", sight))
        .isEqualTo("\"{\\\"iban\\\":\\\"***\\\",\\\"b\\\":2}\"");
  }

  @Test
  void textThatIsNoJsonHasNoPlacesWithin() {
    assertThat(shown("Pay", "request", "\"iban\"")).isEqualTo("\"iban\"");
  }

  @Test
  void aWholeFieldIsTheMaskAndWhereThereIsNoneThereIsNone() {
    assertThat(shown("All", "request", REQUEST)).isEqualTo("\"***\"");
    assertThat(shown("All", "request", "\"{}\"")).isEqualTo("\"***\"");
    assertThat(shown("All", "response", null)).isNull();
  }

  @Test
  void anErrorKeepsItsForm() {
    String error = "{\"type\":\"IOException\",\"message\":\"DE1\",\"retryable\":true}";
    assertThat(shown("Pay", "error", error))
        .isEqualTo("{\"type\":\"IOException\",\"message\":\"***\",\"retryable\":true}");
    assertThat(shown("All", "error", error))
        .isEqualTo("{\"type\":\"***\",\"message\":\"***\",\"retryable\":true}");
  }

  @Test
  void linesAndMessagesAreMaskedAsAWhole() {
    assertThat(secrecy.line("Pay", "DE1", Sight.MASKED)).isEqualTo("***");
    assertThat(secrecy.line("Pay", "DE1", Sight.WHOLE)).isEqualTo("DE1");
    assertThat(secrecy.text("Pay", "progress_message", "DE1", Sight.MASKED)).isEqualTo("***");
    assertThat(secrecy.text("Pay", "progress_message", null, Sight.MASKED)).isNull();
    assertThat(secrecy.text("All", "progress_message", "half", Sight.MASKED)).isEqualTo("half");
  }

  @Test
  void aKeptAnswerIsMaskedByTheRulesOfNow() {
    String task =
        "{\"task_id\":\"x\",\"handler\":\"Pay\",\"request\":{\"n\":1.10,\"iban\":\"DE1\"},\"error\":null,\"progress_message\":\"DE1\"}";
    assertThat(secrecy.shown(task, Sight.MASKED))
        .isEqualTo(
            "{\"task_id\":\"x\",\"handler\":\"Pay\",\"request\":{\"n\":1.10,\"iban\":\"***\"},\"error\":null,\"progress_message\":\"***\"}");
    assertThat(secrecy.shown(task, Sight.WHOLE)).isEqualTo(task);
    assertThat(secrecy.shown("[{\"index\":0}]", Sight.MASKED)).isEqualTo("[{\"index\":0}]");
  }

  @Test
  void logsAndTracesOfTheServerKnowNoCallers() {
    assertThat(secrecy.outside("Pay", "error.message", "DE1")).isEqualTo("***");
    assertThat(secrecy.outside("Pay", "error.type", "IOException")).isEqualTo("IOException");
    assertThat(secrecy.outside("All", "error.type", "IOException")).isEqualTo("***");
    assertThat(secrecy.outside("Pay", "log", "DE1")).isEqualTo("***");
    assertThat(secrecy.outside("Other", "log", "DE1")).isEqualTo("DE1");
  }

  @Test
  void theMaskIsNotTakenForAValue() {
    assertThat(faults("{\"iban\":\"***\"}", null)).hasSize(1);
    assertThat(faults("{\"iban\":\"***\"}", "{ \"iban\": \"***\" }")).hasSize(1);
    assertThat(faults("{\"iban\":\"DE1\",\"note\":\"***\"}", null)).isEmpty();
    assertThat(faults("{\"note\":1}", null)).isEmpty();
  }

  private List<Faults.Fault> faults(String json, String text) {
    Faults faults = new Faults();
    secrecy.refuseMasks("Pay", "request", new JsonText(json, text), "/7/request", faults);
    assertThat(faults.all()).allMatch(fault -> fault.pointer().equals("/7/request"));
    assertThat(faults.all()).allMatch(fault -> fault.message().startsWith("request.iban "));
    return faults.all();
  }

  @Test
  void anotherHandlerMasksAsMuchOnlyIfItMasksEachOfThePlaces() {
    Rules pay = secrecy.of("Pay");
    Rules all =
        TestSecrecy.rules(
            List.of("request", "error", "log", "progress_message", "response.x"), List.of());
    assertThat(all.maskAllOf(pay)).isTrue();
    assertThat(pay.maskAllOf(all)).isFalse();
    assertThat(Rules.NONE.maskAllOf(pay)).isFalse();
    assertThat(pay.maskAllOf(Rules.NONE)).isTrue();
  }
}
