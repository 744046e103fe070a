package org.taskyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources of the console tell by themselves, without a browser. */
class ConsoleSourcesTest {

  private static final Path CONSOLE = Path.of("src/main/webapp/console");
  private static final int LONGEST = 250;

  /** A text in the sources that may be the key of one: "task.retry". */
  private static final Pattern KEY = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z0-9]+)+)\"");

  /** A rule outside of media queries, for a class and nothing else. */
  private static final Pattern RULE = Pattern.compile("(?m)^(\\.[a-z-]+)(?: \\{|,$)");

  private static final JsonMapper LITERALS =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  @Test
  void noFileIsLongerThanAReaderHolds() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : files("js|css|html")) {
      if (Files.readString(file).lines().count() > LONGEST) {
        tooLong.add(file.toString());
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyTextIsThereInEveryLanguage() throws IOException {
    assertThat(texts("it").keySet()).isEqualTo(texts("en").keySet());
  }

  @Test
  void aTextNamesTheSameValuesInEveryLanguage() throws IOException {
    Map<String, String> italian = texts("it");
    List<String> differ = new ArrayList<>();
    texts("en")
        .forEach(
            (key, text) -> {
              // a form for one may say "another" where the other has a number
              if (!key.endsWith(".one") && !holes(text).equals(holes(italian.get(key)))) {
                differ.add(key);
              }
            });
    assertThat(differ).isEmpty();
  }

  @Test
  void everyTextThatIsAskedForExists() throws IOException {
    TreeSet<String> known = new TreeSet<>();
    TreeSet<String> groups = new TreeSet<>();
    for (String key : texts("en").keySet()) {
      known.add(key.replaceAll("\\.(one|other)$", ""));
      groups.add(key.replaceAll("\\..*", ""));
    }
    TreeSet<String> missing = new TreeSet<>();
    for (Path file : files("js")) {
      String source = Files.readString(file);
      // what the API calls its actions looks like a key
      String asked = source.replaceAll("(?s)const ACTIONS = \\[.*?];", "");
      KEY.matcher(asked)
          .results()
          .map(found -> found.group(1))
          .filter(key -> groups.contains(key.replaceAll("\\..*", "")) && !known.contains(key))
          .forEach(key -> missing.add(file.getFileName() + ": " + key));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void onlyOneFileCallsTheServerAndOnlyOneNamesLibraries() throws IOException {
    assertThat(naming("\\bfetch\\(place|XMLHttpRequest|EventSource|sendBeacon"))
        .containsOnly("api.js");
    assertThat(naming("webjars/")).containsOnly("vendor.js");
  }

  /** What belongs to the installation is for no caller of a tenant, whatever its scopes. */
  @Test
  void onlyOneFileAsksWhoReachesTheInstallation() throws IOException {
    assertThat(naming("handler:admin")).containsExactly("me.js");
  }

  /** The policy would refuse it, in the browser of a user. */
  @Test
  void nothingBecomesMarkupOrStyleByItself() throws IOException {
    assertThat(naming("innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|\\beval\\("))
        .isEmpty();
    assertThat(naming("\\sstyle=|styleMap|\\son[a-z]+=\"")).isEmpty();
  }

  /** Else the last one that is loaded changes what another page looks like. */
  @Test
  void aClassByItselfIsStyledInOneFile() throws IOException {
    Map<String, String> first = new TreeMap<>();
    List<String> twice = new ArrayList<>();
    for (Path file : files("css")) {
      RULE.matcher(Files.readString(file))
          .results()
          .map(rule -> rule.group(1))
          .filter(
              name -> !first.computeIfAbsent(name, none -> file.toString()).equals(file.toString()))
          .forEach(name -> twice.add(file + ": " + name));
    }
    assertThat(twice).isEmpty();
  }

  /** To make one takes a hundred times as long as to use it, and pages write hundreds of values. */
  @Test
  void formatsAreMadeInOneFile() throws IOException {
    assertThat(naming("new (Intl|Kind)\\b")).containsOnly("formats.js");
  }

  /** It is drawn sixty times a second, in each row; and people could not stop it. */
  @Test
  void nothingMovesForEverButWhatIsWaitedFor() throws IOException {
    assertThat(naming("css", "animation.*infinite")).containsOnly("notices.css");
  }

  private static List<String> naming(String pattern) throws IOException {
    return naming("js", pattern);
  }

  private static List<String> naming(String ending, String pattern) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(ending)) {
      if (Pattern.compile(pattern).matcher(Files.readString(file)).find()) {
        found.add(file.getFileName().toString());
      }
    }
    return found;
  }

  private static List<Path> files(String endings) throws IOException {
    try (Stream<Path> all = Files.walk(CONSOLE)) {
      List<Path> found =
          all.filter(file -> file.toString().matches(".*\\.(" + endings + ")")).sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  private static Map<String, String> texts(String language) throws IOException {
    String source = Files.readString(CONSOLE.resolve("text/" + language + ".js"));
    String literal = source.substring(source.indexOf('{', source.indexOf("export default")));
    Map<String, String> texts = new TreeMap<>();
    flatten("", LITERALS.readTree(literal.strip().replaceAll(";$", "")), texts);
    return texts;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> texts) {
    if (node.isTextual()) {
      texts.put(path, node.asText());
    }
    node.fields()
        .forEachRemaining(
            member ->
                flatten(
                    path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                    member.getValue(),
                    texts));
  }

  private static TreeSet<String> holes(String text) {
    TreeSet<String> holes = new TreeSet<>();
    Pattern.compile("\\{\\w+}").matcher(text).results().map(MatchResult::group).forEach(holes::add);
    return holes;
  }
}
