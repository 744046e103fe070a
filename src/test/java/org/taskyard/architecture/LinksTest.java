package org.taskyard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between pages lead somewhere, down to the heading. */
class LinksTest {

  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  /** Pages that sources and other files name by their path. */
  private static final Pattern NAMED = Pattern.compile("(?<![\\w/.-])docs/[\\w/-]+\\.md");

  private final Map<Path, Set<String>> anchors = new HashMap<>();

  private static List<Path> files(String root, String kinds) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(root))) {
      return all.filter(path -> path.toString().matches(".*\\.(" + kinds + ")")).toList();
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String root : List.of("docs", "examples", "bench")) {
      pages.addAll(files(root, "md"));
    }
    List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
        .forEach(page -> pages.add(Path.of(page)));
    return pages;
  }

  @Test
  void everyLinkOfAPageLeadsToAFileAndItsHeading() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher links = LINK.matcher(prose(page));
      while (links.find()) {
        String link = links.group(1);
        if (!link.matches("[a-z]+:.*") && !leads(page, link)) {
          broken.add(page + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageThatSourcesNameIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    List<Path> sources = new ArrayList<>(files("src", "java|sql|yaml|js|properties|html"));
    sources.addAll(files("examples", "sql|sh|py|yaml|yml|json"));
    for (Path source : sources) {
      Matcher named = NAMED.matcher(Files.readString(source));
      while (named.find()) {
        if (!Files.exists(Path.of(named.group()))) {
          missing.add(source + ": " + named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private boolean leads(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? page : page.resolveSibling(parts[0].replaceAll("/$", "")).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1 || anchors(target).contains(parts[1]);
  }

  private Set<String> anchors(Path page) throws IOException {
    Set<String> known = anchors.get(page);
    if (known == null) {
      known = new HashSet<>();
      Matcher headings = HEADING.matcher(prose(page, "```[^`]*```"));
      while (headings.find()) {
        String text = headings.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
        String anchor =
            text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
        if (!known.add(anchor)) {
          for (int i = 1; !known.add(anchor + "-" + i); ) {
            i++;
          }
        }
      }
      anchors.put(page, known);
    }
    return known;
  }

  private static String prose(Path page) throws IOException {
    return CODE.matcher(Files.readString(page)).replaceAll("");
  }

  private static String prose(Path page, String without) throws IOException {
    return Files.readString(page).replaceAll("(?s)" + without, "");
  }
}
