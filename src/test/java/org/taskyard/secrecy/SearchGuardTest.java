package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.listing.PageRequest;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;
import org.taskyard.refusal.Faults;

/** Which searches are let through, for whom. */
class SearchGuardTest {

  private static final Fields<Object> FIELDS =
      Fields.of(
          List.of(
              Field.of("task_id", Type.ID, row -> null),
              Field.of("handler", Type.TEXT, row -> null),
              Field.of("user_id", Type.TEXT, row -> null),
              Field.orNull("request", Type.JSON, row -> null),
              Field.orNull("response", Type.JSON, row -> null),
              Field.orNull("error", Type.JSON, row -> null),
              Field.of("error_group", Type.CODE, row -> null),
              Field.orNull("progress_message", Type.TEXT, row -> null)));

  private final SearchGuard guard =
      TestSecrecy.guard(
          Map.of(
              "Pay",
              TestSecrecy.rules(
                  List.of("request.iban", "progress_message", "error"), List.of("request.pin")),
              "Mail",
              TestSecrecy.rules(List.of("response"), List.of()),
              "Call",
              TestSecrecy.rules(List.of("error.message"), List.of()),
              "Text",
              TestSecrecy.rules(List.of(), List.of("error.message"))));

  private void check(String search, Sight sight) {
    guard.check(read(search), sight);
  }

  private static PageRequest<Object> read(String search) {
    try {
      Faults faults = new Faults();
      JsonFields fields =
          PageRequest.body(Json.document(search), new LinkedHashSet<>(PageRequest.KNOWN), faults);
      PageRequest<Object> read = PageRequest.read(fields, FIELDS, "task_id", "", faults);
      assertThat(faults.all()).isEmpty();
      return read;
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(search, notJson);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"filter\": {\"request\": {\"iban\": \"DE1\"}}}",
        "{\"filter\": {\"not\": {\"request\": {\"iban\": \"DE1\"}}}}",
        "{\"filter\": {\"request\": {\"a\": 1, \"iban\": {\"x\": 1}}}}",
        "{\"filter\": {\"or\": [{\"user_id\": \"u\"}, {\"request\": {\"iban\": 1}}]}}",
        "{\"filter\": {\"handler\": \"Pay\", \"request\": {\"iban\": 1}}}",
        "{\"filter\": {\"handler\": {\"neq\": \"Pay\"}, \"request\": {\"iban\": 1}}}",
        "{\"filter\": {\"handler\": {\"like\": \"Mail\"}, \"request\": {\"iban\": 1}}}",
        "{\"filter\": {\"or\": [{\"handler\": \"Mail\"}, {\"user_id\": \"u\"}], \"request\": {\"iban\": 1}}}",
        "{\"filter\": {\"handler\": [\"Mail\", \"Pay\"], \"request\": {\"iban\": 1}}}",
        "{\"filter\": {\"response\": {}}}",
        "{\"filter\": {\"response\": null}}",
        "{\"filter\": {\"error\": {\"type\": \"IOException\"}}}",
        "{\"filter\": {\"handler\": \"Pay\", \"error_group\": \"a\"}}",
        "{\"filter\": {\"handler\": \"Call\", \"error_group\": {\"neq\": \"a\"}}}",
        "{\"filter\": {\"progress_message\": \"half\"}}",
        "{\"filter\": {\"progress_message\": {\"like\": \"h\"}}}",
        "{\"filter\": {\"progress_message\": {\"gt\": \"h\"}}}",
        "{\"sort\": \"progress_message\"}",
        "{\"sort\": \"user_id,-progress_message\"}"
      })
  void whoDoesNotSeeItMayNotAskForIt(String search) {
    assertThatThrownBy(() -> check(search, Sight.MASKED))
        .isInstanceOf(SecrecyErrors.MaskedPath.class);
    assertThatThrownBy(() -> check(search, Sight.FILED))
        .isInstanceOf(SecrecyErrors.MaskedPath.class);
    assertThatCode(() -> check(search, Sight.WHOLE)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"filter\": {\"user_id\": \"u\"}, \"sort\": \"-user_id\"}",
        "{\"filter\": {\"request\": {\"a\": 1}}}",
        "{\"filter\": {\"request\": null}}",
        "{\"filter\": {\"handler\": \"Mail\", \"request\": {\"iban\": 1}}}",
        "{\"filter\": {\"and\": [{\"handler\": \"Mail\"}, {\"request\": {\"iban\": 1}}]}}",
        "{\"filter\": {\"or\": [{\"handler\": \"Mail\"}, {\"handler\": \"X\"}], \"request\": {\"iban\": 1}}}",
        "{\"filter\": {\"handler\": \"Mail\", \"error_group\": \"a\"}}",
        "{\"filter\": {\"handler\": \"Pay\", \"response\": {}}}"
      })
  void allElseIsLetThrough(String search) {
    assertThatCode(() -> check(search, Sight.MASKED)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"filter\": {\"request\": {\"pin\": 1}}}",
        "{\"filter\": {\"not\": {\"handler\": \"Pay\", \"request\": {\"pin\": {\"x\": 1}}}}}"
      })
  void nobodySearchesForWhatIsEncrypted(String search) {
    for (Sight sight : Sight.values()) {
      assertThatThrownBy(() -> check(search, sight))
          .isInstanceOf(SecrecyErrors.EncryptedPath.class)
          .hasMessage("request.pin is stored encrypted, so it cannot be searched.");
    }
  }

  @Test
  void whatASearchTellsOfAllItFindsIsAsIfItWasAskedFor() {
    PageRequest<Object> masked = read("{\"filter\": {\"handler\": [\"Call\", \"Mail\"]}}");
    assertThatThrownBy(() -> guard.check(masked, "error_group", Sight.MASKED))
        .isInstanceOf(SecrecyErrors.MaskedPath.class)
        .hasMessageStartingWith("error.message is masked for you.");
    assertThatCode(() -> guard.check(masked, "error_group", Sight.WHOLE))
        .doesNotThrowAnyException();
    PageRequest<Object> encrypted = read("{\"filter\": {\"handler\": \"Text\"}}");
    assertThatThrownBy(() -> guard.check(encrypted, "error_group", Sight.WHOLE))
        .isInstanceOf(SecrecyErrors.EncryptedPath.class);
    PageRequest<Object> neither = read("{\"filter\": {\"handler\": \"Mail\"}}");
    assertThatCode(() -> guard.check(neither, "error_group", Sight.MASKED))
        .doesNotThrowAnyException();
  }
}
