package org.taskyard.handlers.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.taskyard.handlers.transfer.Lines.Line;

class LinesTest {

  @Test
  void linesAreNumberedFromOneAndTheLastNeedsNoLineFeed() throws IOException {
    assertThat(all(bytes("a\n\nb")))
        .containsExactly(new Line(1, "a", null), new Line(2, "", null), new Line(3, "b", null));
    assertThat(all(bytes("a\n"))).containsExactly(new Line(1, "a", null));
    assertThat(all(bytes(""))).isEmpty();
  }

  @Test
  void carriageReturnsAndLineFeedsEndLinesAloneAndTogether() throws IOException {
    assertThat(all(bytes("a\rb\r\nc\n\rd\r")))
        .extracting(Line::text)
        .containsExactly("a", "b", "c", "", "d");
  }

  @Test
  void noOtherCharacterEndsALine() throws IOException {
    String line = "a\u000Bb\fc\u0085d\u2028e\u2029f";
    assertThat(all(bytes(line + "\n"))).containsExactly(new Line(1, line, null));
  }

  @Test
  void lineEndIsOneOnBothSidesOfTheBuffersEdge() throws IOException {
    for (int length = 65_530; length < 65_541; length++) {
      String line = "x".repeat(length);
      assertThat(all(bytes(line + "\r\nb\r"))).extracting(Line::text).containsExactly(line, "b");
      assertThat(all(bytes(line + "\rb"))).extracting(Line::text).containsExactly(line, "b");
      assertThat(all(bytes(line + "\r"))).extracting(Line::text).containsExactly(line);
    }
  }

  @Test
  void textThatIsNotUtf8AtAllIsRefusedAsAWhole() {
    List<Charset> others =
        List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE,
            Charset.forName("UTF-32BE"),
            Charset.forName("UTF-32LE"));
    for (Charset other : others) {
      assertThatThrownBy(() -> all("{\"handler\":\"H\"}".getBytes(other)))
          .as(other.name())
          .isInstanceOf(RowReader.Unreadable.class)
          .hasMessageContaining("UTF-8");
    }
    assertThatThrownBy(() -> all(new byte[] {(byte) 0xff, (byte) 0xfe, 'h', 0}))
        .hasMessageContaining("UTF-16");
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
    assertThat(all(bytes("\uFEFFa\n\uFEFFb")))
        .extracting(Line::text)
        .containsExactly("a", "\uFEFFb");
  }

  @Test
  void characterThatIsSplitBetweenReadsStaysWhole() throws IOException {
    List<InputStream> singles = new ArrayList<>();
    for (byte octet : bytes("ä€😀\nb")) {
      singles.add(new ByteArrayInputStream(new byte[] {octet}));
    }
    Lines lines = new Lines(new SequenceInputStream(Collections.enumeration(singles)));
    assertThat(lines.next().text()).isEqualTo("ä€😀");
    assertThat(lines.next().text()).isEqualTo("b");
  }

  @Test
  void lineThatIsNotUtf8CostsItselfOnly() throws IOException {
    byte[] text = bytes("a\nx\nb");
    text[2] = (byte) 0xff;
    List<Line> lines = all(text);
    assertThat(lines.get(1).fault()).contains("UTF-8");
    assertThat(lines).extracting(Line::text).containsExactly("a", null, "b");
  }

  @Test
  void lineThatIsTooLongCostsItselfOnly() throws IOException {
    for (String end : List.of("\n", "\r", "\r\n")) {
      String tooLong = "x".repeat(2 * Lines.MAX_BYTES + 10);
      List<Line> lines = all(bytes("a" + end + tooLong + end + "b"));
      assertThat(lines).hasSize(3);
      assertThat(lines.get(1).fault()).contains("longer than");
      assertThat(lines.get(2)).isEqualTo(new Line(3, "b", null));
    }
  }

  @Test
  void longestLineIsRead() throws IOException {
    assertThat(all(bytes("x".repeat(Lines.MAX_BYTES))).get(0).text()).hasSize(Lines.MAX_BYTES);
  }

  @Test
  void positionCountsTheBytesOfLinesThatWereTaken() throws IOException {
    Lines lines = new Lines(new ByteArrayInputStream(bytes("ab\ncde\n")));
    assertThat(lines.position()).isZero();
    lines.next();
    assertThat(lines.position()).isEqualTo(3);
    lines.next();
    assertThat(lines.position()).isEqualTo(7);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Line> all(byte[] text) throws IOException {
    Lines lines = new Lines(new ByteArrayInputStream(text));
    List<Line> all = new ArrayList<>();
    for (Line line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
    }
    return all;
  }
}
