package org.taskyard.handlers.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.taskyard.json.JsonFields;

/** How tasks stand in a file, one per row. */
public enum RowFormat {
  /** A JSON object per line. */
  NDJSON("application/x-ndjson"),
  /** Comma-separated values by RFC 4180, the first row naming the fields. */
  CSV("text/csv; charset=utf-8; header=present");

  private static final int LOOK_AHEAD = 8 * 1024;

  private final String contentType;

  RowFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The member {@code format}, null if it is absent or, which is noted, at fault. */
  public static RowFormat read(JsonFields fields) {
    if (!fields.given("format")) {
      return null;
    }
    JsonNode format = fields.node("format");
    Optional<RowFormat> named =
        Stream.of(values()).filter(value -> value.text().equals(format.textValue())).findFirst();
    if (named.isEmpty()) {
      fields.fault("format", "ndjson or csv is expected");
    }
    return named.orElse(null);
  }

  /** What the media type says, else the ending of the name; empty if neither says anything. */
  public static Optional<RowFormat> of(String contentType, String name) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (type.equals("text/csv") || type.equals("application/csv")) {
      return Optional.of(CSV);
    }
    if (type.matches("application/(x-)?(ndjson|jsonl|jsonlines|json-seq)")
        || ending.matches("ndjson|jsonl")) {
      return Optional.of(NDJSON);
    }
    return ending.equals("csv") ? Optional.of(CSV) : Optional.empty();
  }

  /**
   * What the content itself says: a row of NDJSON begins with a brace, and no field of a task has
   * one in its name.
   *
   * @param content must support marks; stays where it is
   */
  public static RowFormat of(BufferedInputStream content) throws IOException {
    content.mark(LOOK_AHEAD);
    byte[] start = content.readNBytes(LOOK_AHEAD);
    content.reset();
    for (byte octet : start) {
      boolean passed = octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n' || octet < 0;
      if (!passed) {
        return octet == '{' ? NDJSON : CSV;
      }
    }
    return NDJSON;
  }

  /** Reads rows from {@code content}; fails as the format's reader says. */
  public RowReader reader(InputStream content) throws IOException {
    return this == CSV ? new CsvRows(content) : new NdjsonRows(content);
  }

  /** Writes rows to {@code out}. */
  public RowWriter writer(OutputStream out) {
    return this == CSV ? new CsvRowWriter(out) : RowWriter.ndjson(out);
  }

  /** The name in JSON, and the ending of a file's name. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The media type of such a file. */
  public String contentType() {
    return contentType;
  }
}
