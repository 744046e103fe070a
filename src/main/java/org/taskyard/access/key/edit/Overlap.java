package org.taskyard.access.key.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.settings.TimeSpan;

/** How long two secrets of a key are good, while its owners change from one to the other. */
final class Overlap {

  private static final Duration USUAL = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(30);

  private Overlap() {}

  /**
   * Reads it.
   *
   * @param body null, missing or empty for the usual one
   * @throws org.taskyard.refusal.InvalidInput if it is none
   */
  static Duration read(JsonNode body) {
    boolean absent = body == null || body.isNull() || body.isMissingNode();
    Faults faults = new Faults();
    JsonFields fields =
        JsonFields.of(absent ? JsonNodeFactory.instance.objectNode() : body, "", faults);
    fields.only(Set.of("overlap"));
    Optional<Duration> overlap =
        fields.given("overlap") ? length(fields.node("overlap")) : Optional.of(USUAL);
    if (overlap.filter(length -> length.compareTo(LONGEST) <= 0).isEmpty()) {
      fields.fault(
          "overlap",
          "0 to "
              + LONGEST.toDays()
              + " days are expected, as a number of seconds or as "
              + TimeSpan.FORM);
    }
    faults.refuse();
    return overlap.orElseThrow();
  }

  private static Optional<Duration> length(JsonNode node) {
    Long seconds = JsonFields.whole(node);
    if (seconds != null) {
      return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }
    return node.isTextual() ? TimeSpan.of(node.textValue()) : Optional.empty();
  }
}
