package org.taskyard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataPathTest {

  @ParameterizedTest
  @ValueSource(strings = {"/x/a\"b", "/x/$HOME-x", "/x/a`b", "/x/a\\b", "/x/a\nb", "/x/$/data"})
  void whatToolsOfPostgresqlCannotTakeIsRefused(String path) {
    assertThatThrownBy(() -> DataPath.of(path, true))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageContaining("which PostgreSQL's tools cannot take: name a directory")
        .message()
        .hasLineCount(1);
    assertThat(DataPath.of(path, false)).isEqualTo(Path.of(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x/my data", "/x/it's", "/x/a;b", "-x", "/x/a%41b#c!d+e,f=g&h"})
  void otherCharactersAreTaken(String path) {
    assertThat(DataPath.of(path, true)).isEqualTo(Path.of(path).toAbsolutePath());
  }

  @Test
  void aLinkCountsAsThePlaceThatItLeadsTo(@TempDir Path scratch) throws IOException {
    Path odd = Files.createDirectory(scratch.resolve("a$b"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), odd);
    assertThatThrownBy(() -> DataPath.of(link.resolve("data").toString(), true))
        .hasMessageContaining("a$b/data");
    assertThat(odd).isEmptyDirectory();
  }

  @Test
  void lettersThatTheLocaleDoesNotKnowAreReportedWithTheLocaleThatDoes() {
    // what the JVM makes of an ü in the locale C
    String unreadable = "/x/Gr\uFFFD\uFFFDe";
    assertThatThrownBy(() -> DataPath.of(unreadable, true, name -> null))
        .hasMessageContaining("start Taskyard with LANG=C.UTF-8, or name a directory in ASCII");
    assertThatThrownBy(() -> DataPath.of(unreadable, true, name -> "C"))
        .hasMessageContaining("start Taskyard with LC_ALL=C.UTF-8");
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    assertThatThrownBy(() -> DataPath.of("/x/\0", true)).hasMessageContaining("a directory");
  }
}
