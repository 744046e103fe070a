package org.taskyard.handlers.transfer;

import static org.taskyard.handlers.transfer.TextBytes.END;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a CSV text (RFC 4180), ended by CR, LF or CRLF. A record goes over several lines
 * where a quoted field does. What cannot be read as a record costs the line on which it begins and
 * no other: reading goes on at the next line, so that one stray quote does not swallow the rest of
 * a file (docs/adr/0017-csv-read-by-ourselves.md).
 */
final class CsvRecords implements Closeable {

  /**
   * No task has as many fields. More would take memory; and lines that each open a quote, read
   * alone as well as behind another one, would be gone through again and again.
   */
  static final int MAX_FIELDS = 100;

  private static final String UNCLOSED = "a quote opens a field and nothing closes it";
  private static final String OUT_OF_PLACE =
      "a quote is out of place: behind a closing quote comes a comma or the end of the row, within quotes it is doubled";

  private static final String TOO_MANY = "has more than " + MAX_FIELDS + " fields";

  private static final Fields BLANK = new Fields(0, List.of(), null);

  private enum At {
    FIELD_START,
    PLAIN,
    QUOTED,
    /** Behind a quote within quotes: the end of the field, or the first half of a doubled one. */
    QUOTE
  }

  /**
   * A record.
   *
   * @param line where it begins, from 1; CR, LF and CRLF count alike, within quotes too
   * @param fields null if there is a fault
   */
  record Fields(long line, List<String> fields, String fault) {}

  private final TextBytes bytes;
  private final int maxBytes;
  private long line = 1;

  // the record under way
  private final List<String> fields = new ArrayList<>();
  private long firstLine;
  private int firstLineEnd;
  private int fieldStart;
  private String fault;

  CsvRecords(InputStream content) throws IOException {
    this(content, Lines.MAX_BYTES);
  }

  CsvRecords(InputStream content, int maxBytes) throws IOException {
    this.bytes = new TextBytes(content);
    this.maxBytes = maxBytes;
  }

  /** The next record, null behind the last one; blank lines are passed over. */
  Fields next() throws IOException {
    Fields record = record();
    while (record == BLANK) {
      record = record();
    }
    return record;
  }

  private Fields record() throws IOException {
    begin();
    for (At at = At.FIELD_START; bytes.length() <= maxBytes; ) {
      int read = bytes.read();
      int end = bytes.length() - (read == END ? 0 : 1);
      boolean lineEnds = endsLine(read);
      if (read == END && end == 0) {
        return null;
      } else if (at == At.QUOTED && read == END) {
        return broken(UNCLOSED);
      } else if (at == At.QUOTED) {
        at = read == '"' ? At.QUOTE : At.QUOTED;
        firstLineEnd = lineEnds && firstLineEnd == 0 ? bytes.length() : firstLineEnd;
      } else if (read == ',' || lineEnds || read == END) {
        take(at, end);
        if (read != ',' || fields.size() == MAX_FIELDS) {
          return read == ',' ? broken(TOO_MANY) : taken(at);
        }
        at = At.FIELD_START;
      } else if (read == '"' && at != At.PLAIN) {
        at = At.QUOTED;
      } else if (at == At.QUOTE) {
        return broken(OUT_OF_PLACE);
      } else {
        at = At.PLAIN;
      }
    }
    String within = firstLineEnd == 0 ? "the row is longer than " : UNCLOSED + " within ";
    return broken(within + maxBytes + " bytes");
  }

  private void begin() {
    bytes.mark();
    fields.clear();
    firstLine = line;
    firstLineEnd = 0;
    fieldStart = 0;
    fault = null;
  }

  private boolean endsLine(int read) throws IOException {
    boolean ends = bytes.endsLine(read);
    line += ends ? 1 : 0;
    return ends;
  }

  private void take(At at, int end) {
    try {
      fields.add(
          at == At.QUOTE
              ? bytes.text(fieldStart + 1, end - 1).replace("\"\"", "\"")
              : bytes.text(fieldStart, end));
    } catch (CharacterCodingException other) {
      fault = "the row is not UTF-8";
      fields.add("");
    }
    fieldStart = bytes.length();
  }

  private Fields taken(At last) {
    if (fault != null) {
      return new Fields(firstLine, null, fault);
    }
    boolean blank = fields.size() == 1 && last != At.QUOTE && Lines.isBlank(fields.get(0));
    return blank ? BLANK : new Fields(firstLine, List.copyOf(fields), null);
  }

  /** Goes to the line behind the one on which the record begins. */
  private Fields broken(String why) throws IOException {
    if (firstLineEnd > 0) {
      bytes.backTo(firstLineEnd);
      line = firstLine + 1;
    } else {
      int read = bytes.read();
      while (read != END && !endsLine(read)) {
        bytes.mark();
        read = bytes.read();
      }
    }
    return new Fields(firstLine, null, why);
  }

  /** Bytes read so far. */
  long position() {
    return bytes.position();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
