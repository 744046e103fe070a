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
        "attachment; filename=with space.csv ; x=1 | with space.csv",
        "attachment; filename=\"C:\\Users\\me\\tasks.csv\" | tasks.csv",
        "attachment; filename=\"C:\\\\Users\\\\me\\\\tasks.csv\" | tasks.csv",
        "attachment; filename=C:\\Users\\me\\tasks.csv | tasks.csv",
        "attachment; filename=\"\\\\server\\share\\x\\tasks.csv\" | tasks.csv",
        "attachment; filename=\"C:\\Users/me\\a \\\"quoted\\\" name.csv\" | a \"quoted\" name.csv",
        "attachment; filename*=UTF-8''C%3A%5CUsers%5Cme%5Ct%C3%A4sks.csv | täsks.csv",
        "attachment; filename*=ISO-8859-1''%5C%5Cserver%5Cshare%2Ft%E4sks.csv | täsks.csv",
        "attachment; filename=\"C:\\a\\plain.csv\"; filename*=UTF-8''..%2Fextended.csv | extended.csv",
        "attachment; filename=\"C:\\a\\CON\" | CON",
        "attachment; filename=\"dots...\" | dots...",
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
    assertThat(FileName.harmless("\uFEFFa\u0085b\u200Ec\u2066d\u061C\u200B\u007F"))
        .isEqualTo("abcd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD842\uDFB7 𰻝.csv",
        "\uD884\uDF50 in Unicode 15",
        "\uD87A\uDFF0 in Unicode 15.1",
        "\uD83E\uDEE8 in Unicode 15",
        "\uD83E\uDEE9 in Unicode 16",
        "\uD88D\uDC79 in none yet",
        "👨\u200D👩\u200D👧 ❤\uFE0F 👍🏽 🇩🇪",
        "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "می\u200Cخواهم"
      })
  void everyCharacterThatShowsIsKeptWhateverTheAgeOfTheJvm(String name) {
    assertThat(FileName.harmless(name)).isEqualTo(name);
    assertThat(FileName.from(FileName.attachment(name))).isEqualTo(name);
    String raw = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(FileName.from("attachment; filename=\"" + raw + "\"")).isEqualTo(name);
  }

  @Test
  void nameAsLongAsAHeaderMayBeIsRead() {
    for (String part : new String[] {"x", "\\\\", "\\\"", "\\x", "; a=b"}) {
      String header = "attachment; filename=\"" + part.repeat(20_000) + "y\"; z=1";
      assertThat(FileName.from(header)).isNotBlank();
    }
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
