package org.taskyard.handlers.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.taskyard.handlers.transfer.RowReaderTest.goodLines;
import static org.taskyard.handlers.transfer.RowReaderTest.rows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows take the values that requests take. */
class RowValuesTest {

  @Test
  void aFileInAnotherEncodingIsRefusedAsAWholeAndAMarkIsPassedOver() throws IOException {
    for (RowFormat format : RowFormat.values()) {
      String text = format == RowFormat.CSV ? "handler\nH\n" : "{\"handler\": \"H\"}\n";
      for (String other : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE")) {
        assertThatThrownBy(() -> rows(format, text.getBytes(Charset.forName(other))))
            .as(other)
            .isInstanceOf(RowReader.Unreadable.class)
            .hasMessageContaining("only UTF-8 is read");
      }
      assertThat(goodLines(rows(format, "\uFEFF" + text))).hasSize(1);
    }
  }

  @Test
  void aWholeNumberInACellIsOneHoweverItIsWritten() throws IOException {
    List<ImportRow> rows =
        rows(RowFormat.CSV, "handler,priority\nA,5.0\nB,7e0\nC,70e-1\nD,007\nE,5.5\nF,5.\nG,e1\n");
    assertThat(goodLines(rows)).containsExactly(2L, 3L, 4L, 5L);
    assertThat(rows.subList(0, 4).stream().map(row -> row.task().plan().priority()).toList())
        .containsExactly(5, 7, 7, 7);
  }

  @Test
  void aValueOfARowHas32LevelsOfItsOwn() throws IOException {
    String deepest = "[".repeat(32) + "]".repeat(32);
    String row = "{\"handler\": \"A\", \"request\": %s}\n";
    List<ImportRow> rows =
        rows(RowFormat.NDJSON, row.formatted(deepest) + row.formatted("[" + deepest + "]"));
    assertThat(goodLines(rows)).containsExactly(1L);
    String csv = "handler,request\nA,%s\nB,[%s]\n".formatted(deepest, deepest);
    assertThat(goodLines(rows(RowFormat.CSV, csv))).containsExactly(2L);
  }
}
