package org.taskyard.handlers.transfer.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.taskyard.handlers.transfer.RowFormat;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;

/**
 * What an import is asked to do.
 *
 * @param fileId the file to read, null if the rows stand in {@code content}
 * @param content the rows themselves, null if they stand in a file
 * @param format null if the file is to tell it
 * @param stop true to end at the first bad row, false to pass over it
 */
record ImportRequest(UUID fileId, String content, RowFormat format, boolean stop) {

  private static final int MAX_CONTENT = 256 * 1024;
  private static final Set<String> KNOWN =
      new LinkedHashSet<>(List.of("file_id", "content", "format", "on_error"));

  /**
   * Reads it.
   *
   * @throws org.taskyard.refusal.InvalidInput with every fault
   */
  static ImportRequest read(JsonNode request) {
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(request, "", faults);
    fields.only(KNOWN);
    ImportRequest read =
        new ImportRequest(
            fields.uuid("file_id"),
            fields.text("content", MAX_CONTENT),
            RowFormat.read(fields),
            stop(fields));
    if (fields.given("file_id") == fields.given("content")) {
      faults.add("", "either file_id or content is expected");
    }
    faults.refuse();
    return read;
  }

  private static boolean stop(JsonFields fields) {
    if (!fields.given("on_error")) {
      return false;
    }
    String choice = fields.node("on_error").asText();
    if (!choice.equals("skip") && !choice.equals("stop")) {
      fields.fault("on_error", "skip or stop is expected");
    }
    return choice.equals("stop");
  }
}
