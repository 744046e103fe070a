package org.taskyard.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attachment; filename=plain.csv | plain.csv",
        "attachment; filename=\"with space.csv\" | with space.csv",
        "ATTACHMENT; FILENAME=\"upper.csv\" | upper.csv",
        "attachment; filename=\"a \\\"quoted\\\" name\" | a \"quoted\" name",
        "attachment; filename=\"semi;colon.csv\" | semi;colon.csv",
        "attachment; filename*=UTF-8''na%C3%AFve%20file.txt | naïve file.txt",
        "attachment; filename*=iso-8859-1'en'%A3%20rates | £ rates",
        "attachment; filename=\"fallback\"; filename*=UTF-8''%e2%82%ac%20rates | € rates",
        "attachment; filename*=UTF-8''%e2%82%ac; filename=\"fallback\" | €",
        "inline; x=1; filename=last | last",
      })
  void nameIsReadFromEveryFormOfTheHeader(String header, String name) {
    assertThat(FileName.from(header)).isEqualTo(name);
  }

  @Test
  void extendedNameThatCannotBeDecodedGivesWayToThePlainOne() {
    for (String extended : new String[] {"UTF-8''%ff%fe", "UTF-8''%4", "KOI8-R''abc", "abc"}) {
      assertThat(FileName.from("attachment; filename=plain; filename*=" + extended))
          .isEqualTo("plain");
    }
  }

  @Test
  void lastEscapeOfAnExtendedNameIsDecoded() {
    assertThat(FileName.from("attachment; filename*=UTF-8''a%41")).isEqualTo("aA");
  }

  @Test
  void rawUtf8DecodedAsLatin1IsPutRight() {
    String received =
        new String("Größe.csv".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(FileName.from("attachment; filename=\"" + received + "\"")).isEqualTo("Größe.csv");
    assertThat(FileName.from("attachment; filename=\"Größe.csv\"")).isEqualTo("Größe.csv");
  }

  @Test
  void nameLosesItsPath() {
    assertThat(FileName.harmless("../../etc/passwd")).isEqualTo("passwd");
    assertThat(FileName.harmless("C:\\temp\\x.csv")).isEqualTo("x.csv");
    assertThat(FileName.harmless("/a/b/c")).isEqualTo("c");
    assertThat(FileName.harmless("  spaced  ")).isEqualTo("spaced");
  }

  @Test
  void nameLosesCharactersThatActInsteadOfShowing() {
    assertThat(FileName.harmless("a\r\nSet-Cookie: b\u0000\u202Efdp.exe\u2028"))
        .isEqualTo("aSet-Cookie: bfdp.exe");
    assertThat(FileName.harmless("half\uD83Dpair 😀")).isEqualTo("halfpair 😀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "dir/", "\u0001", "a/.."})
  void nameOfWhichNothingIsLeftIsTheDefault(String sent) {
    assertThat(FileName.harmless(sent)).isEqualTo("file");
  }

  @Test
  void fileWithoutHeaderOrNameHasTheDefaultName() {
    assertThat(FileName.from(null)).isEqualTo("file");
    assertThat(FileName.from("attachment")).isEqualTo("file");
    assertThat(FileName.from(";;;===\"")).isEqualTo("file");
  }

  @Test
  void longNameIsCutBetweenCharacters() {
    assertThat(FileName.harmless("😀".repeat(300))).isEqualTo("😀".repeat(255));
  }

  @Test
  void writtenHeaderIsReadBackToTheSameName() {
    for (String name :
        new String[] {
          "plain.csv", "a \"b\" c.csv", "100% sure", "€ naïve 😀.txt", "it's", "a;b=c"
        }) {
      assertThat(FileName.from(FileName.attachment(name))).isEqualTo(name);
    }
  }

  @Test
  void writtenHeaderIsAsciiAndAnAttachment() {
    assertThat(FileName.attachment("€ \"x\".csv"))
        .isEqualTo("attachment; filename=\"_ _x_.csv\"; filename*=UTF-8''%E2%82%AC%20%22x%22.csv");
  }
}
