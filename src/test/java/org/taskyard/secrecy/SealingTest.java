package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;
import org.taskyard.settings.StartupFailure;

/** What is stored of what comes in, and what comes out of it again. */
class SealingTest {

  private static final Map<String, Rules> RULES =
      Map.of(
          "Pay", TestSecrecy.rules(List.of(), List.of("request.iban", "response", "error", "log")),
          "Both", TestSecrecy.rules(List.of("request.iban"), List.of("request")));

  private static final String REQUEST =
      "{\"z\":1.50,\"iban\":{\"b\":1,\"a\":0.10,\"n\":null},\"c\":12345678901234567890.0}";

  private final Sealing sealing = TestSecrecy.sealing(RULES, TestSecrecy.keys('a'));
  private final Secrecy secrecy = TestSecrecy.secrecy(RULES, TestSecrecy.keys('a'));

  @Test
  void whatIsSealedIsNotInWhatIsStoredAndComesBackAsItWas() {
    String stored = sealing.seal("Pay", "request", REQUEST);
    assertThat(stored)
        .startsWith("{\"z\":1.50,\"iban\":{\"$encrypted\":\"ey")
        .doesNotContain("0.10");
    assertThat(stored).endsWith("\"c\":12345678901234567890.0}");
    assertThat(secrecy.shown("Pay", "request", stored, Sight.WHOLE)).isEqualTo(REQUEST);
    assertThat(sealing.opened(stored)).isEqualTo(REQUEST);
  }

  @Test
  void theSameValueIsNeverStoredAlike() {
    assertThat(sealing.seal("Pay", "request", REQUEST))
        .isNotEqualTo(sealing.seal("Pay", "request", REQUEST));
  }

  @Test
  void whatIsSealedAlreadyStaysAsItIs() {
    String stored = sealing.seal("Pay", "request", REQUEST);
    assertThat(sealing.seal("Pay", "request", stored)).isEqualTo(stored);
    assertThat(sealing.seal("Both", "request", sealing.seal("Both", "request", REQUEST)))
        .satisfies(twice -> assertThat(sealing.opened(twice)).isEqualTo(REQUEST));
  }

  @Test
  void jsonThatCameInAStringIsSealedWithItsText() {
    String text = "{ \"iban\": \"DE1\", \"n\": 1.0 }";
    JsonText stored =
        sealing.seal("Pay", "request", new JsonText("{\"iban\":\"DE1\",\"n\":1.0}", text));
    assertThat(stored.text()).isNull();
    assertThat(stored.json()).startsWith("{\"$encrypted\":").doesNotContain("DE1");
    assertThat(secrecy.shown("Pay", "request", stored.json(), Sight.WHOLE))
        .isEqualTo(Json.quoted(text));
    assertThat(sealing.opened(stored.json())).isEqualTo("{\"iban\":\"DE1\",\"n\":1.0}");
    JsonText other = new JsonText("{\"n\":1}", "{ \"n\": 1}");
    assertThat(sealing.seal("Pay", "request", other)).isEqualTo(other);
  }

  @Test
  void whatIsSealedCanBeMaskedWithin() {
    String stored = sealing.seal("Both", "request", "{\"iban\":\"DE1\",\"b\":2}");
    assertThat(secrecy.shown("Both", "request", stored, Sight.MASKED))
        .isEqualTo("{\"iban\":\"***\",\"b\":2}");
    assertThat(secrecy.shown("Both", "request", stored, Sight.FILED)).isEqualTo("\"***\"");
  }

  @Test
  void aFailureIsSealedAndKeepsItsForm() {
    String error = "{\"type\":\"T\",\"message\":\"DE1\",\"retryable\":true}";
    String stored = sealing.seal("Pay", "error", error);
    assertThat(stored).doesNotContain("DE1");
    assertThat(secrecy.shown("Pay", "error", stored, Sight.WHOLE)).isEqualTo(error);
    assertThat(withKeys('b').shown("Pay", "error", stored, Sight.WHOLE))
        .startsWith(
            "{\"type\":\"Unreadable\",\"message\":\"cannot be decrypted: the key key-a is not")
        .endsWith(",\"retryable\":false}");
  }

  @Test
  void aLineIsSealedAndOneThatOnlyLooksSoIsNotOpened() {
    String stored = sealing.sealLine("Pay", "DE1");
    assertThat(stored).doesNotContain("DE1");
    assertThat(secrecy.line("Pay", stored, Sight.WHOLE)).isEqualTo("DE1");
    String copied = sealing.sealLine("Other", stored);
    assertThat(secrecy.line("Other", copied, Sight.WHOLE)).isEqualTo(" " + stored);
  }

  @Test
  void theFirstKeyEncryptsAndEachDecrypts() {
    String before = sealing.seal("Pay", "request", REQUEST);
    Sealing rotated = TestSecrecy.sealing(RULES, TestSecrecy.keys('b', 'a'));
    String after = rotated.seal("Pay", "request", REQUEST);
    assertThat(rotated.opened(before)).isEqualTo(REQUEST);
    assertThat(withKeys('b').shown("Pay", "request", after, Sight.WHOLE)).isEqualTo(REQUEST);
  }

  private static Secrecy withKeys(char... letters) {
    return TestSecrecy.secrecy(RULES, TestSecrecy.keys(letters));
  }

  @Test
  void withoutItsKeyAValueSaysWhichIsMissingAndCannotBeSentBack() {
    String stored = sealing.seal("Pay", "request", "{\"iban\":\"DE1\"}");
    String shown = withKeys('b').shown("Pay", "request", stored, Sight.WHOLE);
    assertThat(shown)
        .isEqualTo(
            "{\"iban\":{\"$encrypted\":\"cannot be decrypted: the key key-a is not in TASKYARD_ENCRYPTION_KEYS; put it back there\"}}");
    Faults faults = new Faults();
    JsonText.of(Json.MAPPER.createObjectNode().put("$encrypted", "x"), 100, "/request", faults);
    assertThat(faults.any()).isTrue();
    assertThatThrownBy(() -> TestSecrecy.sealing(RULES, TestSecrecy.keys('b')).opened(stored))
        .isInstanceOf(Sealing.CannotBeRead.class)
        .hasMessageContaining("key-a");
  }

  @Test
  void anotherKeyOfTheSameNameOpensNothing() {
    String stored = sealing.seal("Pay", "request", "{\"iban\":\"DE1\"}");
    String wrong = TestSecrecy.keys('b').replace("key-b", "key-a");
    assertThat(TestSecrecy.secrecy(RULES, wrong).shown("Pay", "request", stored, Sight.WHOLE))
        .contains("the key of this name in TASKYARD_ENCRYPTION_KEYS is another one");
  }

  @Test
  void withoutAnyKeyNothingIsStoredInPlain() {
    Sealing none = TestSecrecy.sealing(RULES, null);
    assertThat(none.canEncrypt()).isFalse();
    assertThatThrownBy(() -> none.seal("Pay", "request", "{\"iban\":\"DE1\"}"))
        .isInstanceOf(SecrecyErrors.NoKey.class);
    assertThat(none.seal("Pay", "request", "{\"n\":1}")).isEqualTo("{\"n\":1}");
  }

  @Test
  void whatHasBeenTamperedWithIsNotOpened() {
    String stored = sealing.seal("Pay", "response", "\"DE1\"");
    int at = stored.lastIndexOf('.') - 2;
    String other = stored.charAt(at) == 'A' ? "B" : "A";
    String tampered = stored.substring(0, at) + other + stored.substring(at + 1);
    assertThatThrownBy(() -> sealing.opened(tampered)).isInstanceOf(Sealing.CannotBeRead.class);
    assertThatThrownBy(() -> sealing.opened("{\"$encrypted\":\"x\"}"))
        .isInstanceOf(Sealing.CannotBeRead.class)
        .hasMessageContaining("damaged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret-words",
        "{}",
        "{\"keys\": []}",
        "{\"keys\": [{\"kty\": \"oct\", \"k\": \"QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE\"}]}",
        "{\"keys\": [{\"kty\": \"oct\", \"kid\": \"short\", \"k\": \"c2VjcmV0LXdvcmRz\"}]}"
      })
  void keysThatAreNoneStopTheStartAndAreNotShown(String keys) {
    assertThatThrownBy(() -> TestSecrecy.sealing(RULES, keys).canEncrypt())
        .isInstanceOf(StartupFailure.class)
        .hasMessageStartingWith("TASKYARD_ENCRYPTION_KEYS is wrong; allowed is a JWK set")
        .hasMessageNotContainingAny("secret-words", "c2VjcmV0LXdvcmRz", "QUFB");
  }

  @Test
  void aNameHasOneKey() {
    String twice = "{\"keys\": [" + TestSecrecy.key('a') + "," + TestSecrecy.key('a') + "]}";
    assertThatThrownBy(() -> TestSecrecy.sealing(RULES, twice).canEncrypt())
        .isInstanceOf(StartupFailure.class);
  }
}
