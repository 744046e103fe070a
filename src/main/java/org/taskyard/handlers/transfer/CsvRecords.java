package org.taskyard.handlers.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.taskyard.handlers.transfer.Lines.Line;

/**
 * The records of a CSV text (RFC 4180). A record goes over several lines where a quoted field does.
 * A quote that is out of place costs the line on which its record begins and no other: reading goes
 * on at the next line, so that one stray quote does not swallow the rest of the file.
 */
final class CsvRecords implements Closeable {

  private static final CsvReader.CsvReaderBuilder FIELDS =
      CsvReader.builder()
          .skipEmptyLines(false)
          .allowExtraCharsAfterClosingQuote(false)
          .allowUnclosedQuote(false);

  /**
   * A record.
   *
   * @param line where it begins, from 1
   * @param fields null if there is a fault
   */
  record Fields(long line, List<String> fields, String fault) {}

  private final Lines lines;
  private final Deque<Line> again = new ArrayDeque<>();

  CsvRecords(InputStream content) {
    this.lines = new Lines(content);
  }

  /** The next record, null behind the last one; empty lines are passed over. */
  Fields next() throws IOException {
    Line first = line();
    while (first != null && first.fault() == null && first.text().isBlank()) {
      first = line();
    }
    if (first == null || first.fault() != null) {
      return first == null ? null : new Fields(first.number(), null, first.fault());
    }
    CsvQuotes quotes = new CsvQuotes();
    StringBuilder text = new StringBuilder(quotes.through(first.text()));
    List<Line> further = new ArrayList<>();
    while (quotes.open() && text.length() <= Lines.MAX_BYTES) {
      Line line = line();
      if (line != null) {
        further.add(line);
      }
      if (line == null || line.fault() != null) {
        break;
      }
      text.append('\n').append(quotes.through(line.text()));
    }
    if (quotes.open() || quotes.broken()) {
      further.addAll(again);
      again.clear();
      again.addAll(further);
      return new Fields(first.number(), null, quotes.fault());
    }
    return fields(first.number(), text.toString());
  }

  private static Fields fields(long line, String text) {
    try {
      return new Fields(line, FIELDS.ofSingleCsvRecord(text).getFields(), null);
    } catch (CsvParseException malformed) {
      return new Fields(line, null, "is not CSV by RFC 4180");
    }
  }

  private Line line() throws IOException {
    return again.isEmpty() ? lines.next() : again.pop();
  }

  /** Bytes read so far. */
  long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
