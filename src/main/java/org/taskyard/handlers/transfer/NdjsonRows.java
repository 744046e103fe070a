package org.taskyard.handlers.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import org.taskyard.handlers.transfer.Lines.Line;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;

/** Tasks as JSON objects, one per line; blank lines are passed over. */
final class NdjsonRows implements RowReader {

  private final Lines lines;

  NdjsonRows(InputStream content) throws IOException {
    this(new Lines(content));
  }

  NdjsonRows(Lines lines) {
    this.lines = lines;
  }

  @Override
  public ImportRow next() throws IOException {
    Line line = lines.next();
    while (line != null && line.fault() == null && Lines.isBlank(line.text())) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    if (line.fault() != null) {
      return ImportRow.bad(line.number(), line.fault());
    }
    try {
      return ImportRow.of(line.number(), Json.document(line.text()), new Faults());
    } catch (JsonProcessingException notJson) {
      return ImportRow.bad(line.number(), Reasons.of(notJson));
    }
  }

  @Override
  public long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
