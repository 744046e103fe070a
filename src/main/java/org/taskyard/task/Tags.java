package org.taskyard.task;

import com.fasterxml.jackson.databind.JsonNode;
import org.taskyard.json.JsonFields;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;

/** Reads the tags of a task. */
final class Tags {

  private static final int MAX_TAGS = 16;
  private static final int MAX_TAG_LENGTH = 64;

  private Tags() {}

  /** The tags as a JSON array, null when there are none. */
  static String read(JsonFields fields, String base, Faults faults) {
    if (!fields.given("tags")) {
      return null;
    }
    JsonNode tags = fields.node("tags");
    if (!tags.isArray() || tags.size() > MAX_TAGS) {
      fields.fault("tags", "an array of at most " + MAX_TAGS + " strings is expected");
      return null;
    }
    for (int i = 0; i < tags.size(); i++) {
      JsonNode tag = tags.get(i);
      boolean fits =
          tag.isTextual()
              && !tag.textValue().isEmpty()
              && tag.textValue().codePointCount(0, tag.textValue().length()) <= MAX_TAG_LENGTH;
      String fault =
          fits
              ? JsonText.unstorableText(tag.textValue())
              : "a string of 1 to 64 characters is expected";
      if (fault != null) {
        faults.add(Faults.pointer(Faults.pointer(base, "tags"), Integer.toString(i)), fault);
      }
    }
    return tags.isEmpty() ? null : tags.toString();
  }
}
