package org.taskyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/console.md shows each page of the console as ConsolePagesIT has seen it. After a change of
 * the console write the pictures anew: CONTRIBUTING.md says how.
 */
class PicturesTest {

  private static final Pattern PAGE = Pattern.compile("(?m)^  \\{ name: \"([a-z-]+)\"");

  /** What is no page in pages.js, and worth a picture. */
  private static final List<String> OTHERS = List.of("sign-in", "waiting", "import");

  private static final long MOST_BYTES = 80_000;
  private static final long MOST_BYTES_IN_ALL = 3_500_000;

  private static TreeSet<String> wanted() throws IOException {
    String pages = Files.readString(Path.of("src/main/webapp/console/frame/pages.js"));
    TreeSet<String> wanted = new TreeSet<>();
    Stream.concat(PAGE.matcher(pages).results().map(page -> page.group(1)), OTHERS.stream())
        .flatMap(name -> Pictures.LOOKS.stream().map(look -> name + "-" + look + ".png"))
        .forEach(wanted::add);
    return wanted;
  }

  private static List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(Pictures.KEPT)) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyPageHasAPictureInLightInDarkAndNarrow() throws IOException {
    assertThat(wanted()).hasSizeGreaterThan(50);
    assertThat(kept())
        .extracting(file -> file.getFileName().toString())
        .containsExactlyElementsOf(wanted());
  }

  @Test
  void theDocumentShowsEachOfThem() throws IOException {
    String document = Files.readString(Path.of("docs/console.md"));
    assertThat(wanted())
        .allSatisfy(name -> assertThat(document).contains("\"images/console/" + name + "\""));
  }

  @Test
  void theyAreSmall() throws IOException {
    long sum = 0;
    for (Path picture : kept()) {
      assertThat(Files.size(picture)).as(picture.toString()).isLessThan(MOST_BYTES);
      sum += Files.size(picture);
    }
    assertThat(sum).isLessThan(MOST_BYTES_IN_ALL);
  }
}
