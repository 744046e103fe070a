package org.taskyard.handlers.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.taskyard.task.TaskStatus;

class RowReaderTest {

  @Test
  void ndjsonRowIsATaskByTheRulesOfACreate() throws IOException {
    ImportRow row =
        rows(
                RowFormat.NDJSON,
                "{\"handler\":\"H\",\"priority\":7,\"request\":{\"n\":1.50},\"status\":\"failed\"}\n")
            .get(0);
    assertThat(row.task().handler()).isEqualTo("H");
    assertThat(row.task().plan().priority()).isEqualTo(7);
    assertThat(row.task().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(row.task().payload().request().json()).isEqualTo("{\"n\":1.50}");
  }

  @Test
  void badNdjsonRowIsReportedWithItsLineAndCostsNoOther() throws IOException {
    List<ImportRow> rows =
        rows(
            RowFormat.NDJSON,
            """
            {"handler":"A"}

            {"handler":
            {"handler":"B","priority":10}
            {"handler":"C","handler":"D"}
            [1]
            {"handler":"E","nonsense":1}
            {"handler":"F"}
            """);
    assertThat(lines(rows)).containsExactly(1L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(goodLines(rows)).containsExactly(1L, 8L);
    assertThat(rows.get(1).fault()).startsWith("is not JSON");
    assertThat(rows.get(2).fault()).startsWith("/priority: ");
    assertThat(rows.get(3).fault()).contains("Duplicate");
    assertThat(rows.get(4).fault()).contains("object");
    assertThat(rows.get(5).fault()).startsWith("/nonsense: ");
  }

  @Test
  void csvCellsBecomeFieldsByTheirType() throws IOException {
    ImportRow row =
        rows(
                RowFormat.CSV,
                """
                handler,user_id,priority,request,tags,run_at
                H,u-1,3,"{""a"":[1,""x,y""]}","[""red"",""blue""]",2024-01-31T12:00:00Z
                """)
            .get(0);
    assertThat(row.fault()).isNull();
    assertThat(row.task().about().userId()).isEqualTo("u-1");
    assertThat(row.task().plan().priority()).isEqualTo(3);
    assertThat(row.task().payload().request().json()).isEqualTo("{\"a\":[1,\"x,y\"]}");
    assertThat(row.task().about().tags()).isEqualTo("[\"red\",\"blue\"]");
    assertThat(row.task().plan().runAt()).hasToString("2024-01-31T12:00:00Z");
  }

  @Test
  void emptyCsvCellIsNull() throws IOException {
    ImportRow row = rows(RowFormat.CSV, "handler,user_id,priority,request\nH,,,\n").get(0);
    assertThat(row.fault()).isNull();
    assertThat(row.task().about().userId()).isNull();
    assertThat(row.task().plan().priority()).isNull();
    assertThat(row.task().payload().request()).isNull();
  }

  @Test
  void badCsvRowIsReportedWithItsLineAndCostsNoOther() throws IOException {
    List<ImportRow> rows =
        rows(RowFormat.CSV, "handler,priority,request\nA,1,\nB,high,\nC,1,{\nD,1\nE,1,,\nF,1,\n");
    assertThat(lines(rows)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(goodLines(rows)).containsExactly(2L, 7L);
    assertThat(rows.get(1).fault()).startsWith("/priority: ");
    assertThat(rows.get(2).fault()).startsWith("/request: is not JSON");
    assertThat(rows.get(3).fault()).isEqualTo("has 2 fields, the first row names 3");
  }

  @Test
  void quotedCsvFieldGoesOverLinesAndKeepsThem() throws IOException {
    List<ImportRow> rows =
        rows(RowFormat.CSV, "handler,entity_id\r\nA,\"one\r\ntwo\nthree\"\r\nB,x\r\n");
    assertThat(lines(rows)).containsExactly(2L, 5L);
    assertThat(rows.get(0).task().about().entityId()).isEqualTo("one\r\ntwo\nthree");
    assertThat(rows.get(1).task().about().entityId()).isEqualTo("x");
  }

  @Test
  void strayQuoteCostsItsOwnRowOnly() throws IOException {
    List<ImportRow> rows =
        rows(
            RowFormat.CSV,
            "handler,request\nA,\"{\"\"n\"\":1}\"\nB,\"broken\nC,\"{\"\"n\"\":3}\"\nD,\"{\"\"n\"\":4}\"\n");
    assertThat(lines(rows)).containsExactly(2L, 3L, 4L, 5L);
    assertThat(goodLines(rows)).containsExactly(2L, 4L, 5L);
    assertThat(rows.get(1).fault()).contains("quote");
  }

  @Test
  void quoteThatNothingClosesCostsItsOwnRowOnly() throws IOException {
    List<ImportRow> rows = rows(RowFormat.CSV, "handler,entity_id\nA,\"open\nB,x\nC,y");
    assertThat(lines(rows)).containsExactly(2L, 3L, 4L);
    assertThat(goodLines(rows)).containsExactly(3L, 4L);
  }

  @Test
  void rowThatIsNotUtf8EndsWhereItsQuotesDo() throws IOException {
    String start = "handler,entity_id\nA,\"one\ntwo ";
    byte[] csv = (start + "#\nthree\"\nC,y\n").getBytes(StandardCharsets.UTF_8);
    csv[start.length()] = (byte) 0xff;
    List<ImportRow> rows = rows(RowFormat.CSV, csv);
    assertThat(lines(rows)).containsExactly(2L, 5L);
    assertThat(rows.get(0).fault()).contains("UTF-8");
    assertThat(goodLines(rows)).containsExactly(5L);
  }

  @Test
  void rowOfMoreFieldsThanAnyTaskHasCostsItselfOnly() throws IOException {
    List<ImportRow> rows =
        rows(RowFormat.CSV, "handler\n" + ",".repeat(CsvRecords.MAX_FIELDS) + "\nA\n");
    assertThat(rows.get(0).fault()).isEqualTo("has more than 100 fields");
    assertThat(goodLines(rows)).containsExactly(3L);
    String most = "x" + ",".repeat(CsvRecords.MAX_FIELDS - 1);
    assertThat(rows(RowFormat.CSV, "handler\n" + most + "\n").get(0).fault())
        .isEqualTo("has 100 fields, the first row names 1");
  }

  /** By the number of lines, not by its square. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void linesThatOpenAQuoteHoweverTheyAreReadTakeNoLongerThanOthers() throws IOException {
    List<ImportRow> rows = rows(RowFormat.CSV, "handler\n" + "a\",,\"\n".repeat(200_000));
    assertThat(rows).hasSizeGreaterThan(199_000).allMatch(row -> row.fault() != null);
  }

  @Test
  void quoteThatNothingClosesTakesNoMoreMemoryThanARowMayHave() throws IOException {
    byte[] csv = ("handler\n\"" + "\n".repeat(3_000)).getBytes(StandardCharsets.UTF_8);
    CsvRows rows = new CsvRows(new CsvRecords(new ByteArrayInputStream(csv), 1_000));
    assertThat(rows.next().fault()).endsWith("nothing closes it within 1000 bytes");
    assertThat(rows.next()).isNull();
  }

  @Test
  void whiteSpaceThatIsNoneOfJsonsIsContent() throws IOException {
    assertThat(rows(RowFormat.NDJSON, " \t\n\r \r\n\u2028\n\u0085\n\f\n\uFEFF\n")).hasSize(4);
    assertThat(rows(RowFormat.CSV, "handler\n \t\n\r \r\n\u2028\n\u0085\n\f\n\uFEFF\n")).hasSize(4);
    assertThat(rows(RowFormat.CSV, "handler,request\nA,\u2028\n").get(0).fault())
        .startsWith("/request: is not JSON");
  }

  @ParameterizedTest
  @EnumSource(RowFormat.class)
  void byteOrderMarkInFrontIsNoContent(RowFormat format) throws IOException {
    String text =
        format == RowFormat.CSV
            ? "\uFEFF\"handler\",\"user_id\"\r\n\"A\",\"\uFEFFu\"\r\n"
            : "\uFEFF{\"handler\":\"A\",\"user_id\":\"\uFEFFu\"}";
    assertThat(rows(format, text).get(0).task().about().userId()).isEqualTo("\uFEFFu");
  }

  @Test
  void headerOfCsvMustNameFieldsOfATask() {
    assertThatThrownBy(() -> rows(RowFormat.CSV, "handler,colour\nH,red\n"))
        .isInstanceOf(RowReader.Unreadable.class)
        .hasMessageContaining("/colour");
    assertThatThrownBy(() -> rows(RowFormat.CSV, "user_id\nu\n")).hasMessageContaining("/handler");
    assertThatThrownBy(() -> rows(RowFormat.CSV, "handler,handler\nH,H\n"))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> rows(RowFormat.CSV, "")).hasMessageContaining("empty");
    assertThatThrownBy(() -> rows(RowFormat.CSV, "\uFEFF\r\n \r")).hasMessageContaining("empty");
    assertThatThrownBy(() -> rows(RowFormat.CSV, "\"handler\nA\n"))
        .hasMessageContaining("line 1, which names the fields: a quote opens");
    assertThatThrownBy(() -> rows(RowFormat.CSV, "handler,\rA,\r")).hasMessageContaining("line 1");
  }

  @Test
  void formatIsRecognizedByTypeThenNameThenContent() throws IOException {
    assertThat(RowFormat.of("text/csv; charset=utf-8", "x.ndjson")).contains(RowFormat.CSV);
    assertThat(RowFormat.of("application/x-ndjson", "x.csv")).contains(RowFormat.NDJSON);
    assertThat(RowFormat.of("application/octet-stream", "tasks.CSV")).contains(RowFormat.CSV);
    assertThat(RowFormat.of("application/octet-stream", "tasks.jsonl")).contains(RowFormat.NDJSON);
    assertThat(RowFormat.of("application/octet-stream", "file")).isEmpty();
    assertThat(RowFormat.of(buffered("\uFEFF \r\n{\"handler\":\"H\"}")))
        .isEqualTo(RowFormat.NDJSON);
    assertThat(RowFormat.of(buffered("handler\nH"))).isEqualTo(RowFormat.CSV);
  }

  @Test
  void lookingForTheFormatTakesNothingAway() throws IOException {
    BufferedInputStream content = buffered("handler\nH\n");
    RowFormat.of(content);
    assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("handler\nH\n");
  }

  private static List<Long> lines(List<ImportRow> rows) {
    return rows.stream().map(ImportRow::line).toList();
  }

  static List<Long> goodLines(List<ImportRow> rows) {
    return rows.stream().filter(row -> row.fault() == null).map(ImportRow::line).toList();
  }

  private static BufferedInputStream buffered(String text) {
    return new BufferedInputStream(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 64 * 1024);
  }

  static List<ImportRow> rows(RowFormat format, String text) throws IOException {
    return rows(format, text.getBytes(StandardCharsets.UTF_8));
  }

  static List<ImportRow> rows(RowFormat format, byte[] text) throws IOException {
    List<ImportRow> rows = new ArrayList<>();
    try (RowReader reader = format.reader(new ByteArrayInputStream(text))) {
      for (ImportRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
