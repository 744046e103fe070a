package org.taskyard.handlers.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Nothing in a file vanishes: every record is a row, good or bad, with the line on which it begins,
 * whatever stands around it and whatever ends the lines.
 */
class EveryRecordTest {

  private static final int MAX_BYTES = 300;
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
  private static final String HEADER = "handler,entity_id";

  /**
   * A record as text, one character per byte.
   *
   * @param kind + good, - bad, a blank for none
   */
  record Piece(char kind, String bytes) {}

  /** What a row came to. */
  record Told(long line, boolean good) {}

  @Property(tries = 2_000)
  void everyRecordOfCsvIsARow(
      @ForAll("csv") List<Piece> pieces, @ForAll("end") String first, @ForAll boolean endless)
      throws IOException {
    String head = HEADER + first;
    String file = text(head, pieces, endless);
    assertThat(rows(new CsvRows(new CsvRecords(stream(file), MAX_BYTES))))
        .as(file)
        .isEqualTo(expected(head, pieces));
  }

  @Property(tries = 2_000)
  void everyRecordOfNdjsonIsARow(@ForAll("ndjson") List<Piece> pieces, @ForAll boolean endless)
      throws IOException {
    String file = text("", pieces, endless);
    assertThat(rows(new NdjsonRows(new Lines(stream(file), MAX_BYTES))))
        .as(file)
        .isEqualTo(expected("", pieces));
  }

  /** A quote of a later piece never closes one of an earlier: a letter follows it. */
  @Provide
  Arbitrary<List<Piece>> csv() {
    return pieces(
        Arbitraries.of(
            "+A,x",
            "+A,",
            "+A,\"x\"",
            "+A,\"x,\"\"y\"\"\"",
            "+\"A\",\"x|y||z\"",
            "+A,x\u00e2\u0080\u00a8y\u00c2\u0085z\f",
            "+A,\u00ef\u00bb\u00bfx",
            "-A",
            "-A,x,y",
            "-,x",
            "-A,\u00ff",
            "-A,\"x|\u00c3|\"",
            "-A,\"x\"y",
            "-A,\"x\" ",
            "-A,\"open",
            "-A,x,\"\"\"open",
            "-\"open",
            "-\"\"",
            "-A," + "x".repeat(MAX_BYTES),
            "- ,",
            " ",
            "  \t"));
  }

  @Provide
  Arbitrary<List<Piece>> ndjson() {
    return pieces(
        Arbitraries.of(
            "+{\"handler\":\"A\"}",
            "+\t{\"handler\" : \"A\"} ",
            "+{\"handler\":\"A\",\"entity_id\":\"\u00e2\u0080\u00a8\u00c2\u0085\"}",
            "-{\"handler\":\"A\"}{\"handler\":\"B\"}",
            "-{\"handler\":\"A\"",
            "-{\"handler\":\"\u00ff\"}",
            "-{\"handler\":\"" + "x".repeat(MAX_BYTES) + "\"}",
            "-\f",
            " ",
            "  \t"));
  }

  @Provide
  Arbitrary<String> end() {
    return Arbitraries.of("\n", "\r", "\r\n");
  }

  private Arbitrary<List<Piece>> pieces(Arbitrary<String> records) {
    Arbitrary<Piece> piece =
        Combinators.combine(records, end(), end())
            .as(
                (record, inside, behind) ->
                    new Piece(record.charAt(0), record.substring(1).replace("|", inside) + behind));
    return piece.list().ofMaxSize(12);
  }

  private static String text(String head, List<Piece> pieces, boolean endless) {
    StringBuilder text = new StringBuilder(head);
    pieces.forEach(piece -> text.append(piece.bytes));
    boolean ended = !pieces.isEmpty() && endless;
    return ended ? text.toString().replaceFirst("(\r\n|\r|\n)$", "") : text.toString();
  }

  private static List<Told> expected(String head, List<Piece> pieces) {
    List<Told> expected = new ArrayList<>();
    StringBuilder before = new StringBuilder(head);
    for (Piece piece : pieces) {
      if (piece.kind != ' ') {
        // a letter, so that an end of two bytes is not taken for the first of one
        long line = 1 + LINE_END.matcher(before + "x").results().count();
        expected.add(new Told(line, piece.kind == '+'));
      }
      before.append(piece.bytes);
    }
    return expected;
  }

  private static ByteArrayInputStream stream(String file) {
    return new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<Told> rows(RowReader reader) throws IOException {
    List<Told> rows = new ArrayList<>();
    for (ImportRow row = reader.next(); row != null; row = reader.next()) {
      rows.add(new Told(row.line(), row.fault() == null));
    }
    return rows;
  }
}
