package org.taskyard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The type of every problem leads to a page that explains it. */
class ProblemPagesTest {

  /** A refusal names its problem behind its kind. */
  private static final Pattern REFUSED = Pattern.compile("Kind\\.[A-Z_]+,\\s*\"([a-z-]+)\"");

  /** A bare status becomes a problem in StatusText; the title follows the name. */
  private static final Pattern OF_A_STATUS = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\",\\s*\"");

  @Test
  void everyProblemOfTheSourcesHasItsPageAndEveryPageItsProblem() throws IOException {
    assertThat(named()).isEqualTo(explained().stringPropertyNames());
  }

  @Test
  void everyPageSaysWhatItMeansAndWhatToDo() throws IOException {
    explained().values().forEach(text -> assertThat(text.toString().split("\\|")).hasSize(2));
  }

  private static Set<String> named() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/taskyard"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(source);
        Pattern naming = source.endsWith("StatusText.java") ? OF_A_STATUS : REFUSED;
        naming.matcher(text).results().forEach(found -> names.add(found.group(1)));
      }
    }
    return names;
  }

  private static Properties explained() throws IOException {
    Properties pages = new Properties();
    try (Reader source =
        Files.newBufferedReader(Path.of("src/main/resources/META-INF/problems.properties"))) {
      pages.load(source);
    }
    return pages;
  }
}
