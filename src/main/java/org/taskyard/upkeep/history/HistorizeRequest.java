package org.taskyard.upkeep.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.settings.Settings;
import org.taskyard.settings.TimeSpan;

/**
 * What becomes history, and what of it is dropped.
 *
 * @param historizeAfter since a task was finished; empty: never
 * @param purgeAfter since a month of history was over; empty: never
 */
record HistorizeRequest(Optional<Duration> historizeAfter, Optional<Duration> purgeAfter) {

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(List.of("historize_after", "purge_after"));

  /**
   * Reads it; what is not said is as in the settings.
   *
   * @param request may be JSON null
   * @throws org.taskyard.refusal.InvalidInput with every fault
   */
  static HistorizeRequest read(JsonNode request, Settings settings) {
    if (request.isNull() || request.isMissingNode()) {
      return new HistorizeRequest(settings.historizeAfter(), settings.purgeAfter());
    }
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(request, "", faults);
    fields.only(KNOWN);
    HistorizeRequest read =
        new HistorizeRequest(
            age(fields, "historize_after", settings.historizeAfter()),
            age(fields, "purge_after", settings.purgeAfter()));
    faults.refuse();
    return read;
  }

  private static Optional<Duration> age(
      JsonFields fields, String name, Optional<Duration> fallback) {
    if (!fields.given(name)) {
      return fallback;
    }
    String text = fields.node(name).asText();
    Optional<Duration> age = TimeSpan.of(text);
    if (age.isEmpty() && !text.equals(Settings.NEVER)) {
      fields.fault(name, Settings.NEVER + " or " + TimeSpan.FORM + " is expected");
    }
    return age;
  }
}
