package org.taskyard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the sources tell. */
class SourcesTest {

  private static final int LONGEST = 250;

  /** To be split; the list must become empty. */
  private static final List<String> YET_TO_SPLIT = List.of("FinishTest.java");

  /** A type of the first level, which says what it is by a comment or is part of a test. */
  private static final Pattern UNEXPLAINED =
      Pattern.compile(
          "(?:;|^)\\s*(?:@[^\\n]+\\n)*(?:public |final |abstract |sealed )*(?:class|record|interface|enum|@interface) (\\w+)");

  @Test
  void noFileIsLongerThanAReaderHolds() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path source : sources("src/main/java", "src/test/java")) {
      long lines = Files.readString(source).lines().count();
      if (lines > LONGEST && !YET_TO_SPLIT.contains(source.getFileName().toString())) {
        tooLong.add(source + ": " + lines);
      }
    }
    assertThat(tooLong).as("files of more than " + LONGEST + " lines").isEmpty();
  }

  @Test
  void everyTypeAndEveryRoomSaysWhatItIs() throws IOException {
    List<String> silent = new ArrayList<>();
    for (Path source : sources("src/main/java")) {
      String text = Files.readString(source);
      if (source.endsWith("package-info.java")
          ? !text.startsWith("/**")
          : UNEXPLAINED.matcher(text).find()) {
        silent.add(source.toString());
      }
      if (!Files.exists(source.resolveSibling("package-info.java"))) {
        silent.add(source.getParent() + " has no package-info");
      }
    }
    assertThat(silent).isEmpty();
  }

  private static List<Path> sources(String... roots) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String root : roots) {
      try (Stream<Path> paths = Files.walk(Path.of(root))) {
        paths.filter(path -> path.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }
}
