package org.taskyard.console;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** Asks axe-core what keeps people from using a page: WCAG 2.2 A and AA, and its best practices. */
final class Axe {

  private static final String LIBRARY = "/META-INF/resources/webjars/axe-core/";
  private static final String RUN =
      """
      async (part) => {
        const found = await axe.run(part, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});
        return found.violations.flatMap(rule => rule.nodes.map(node =>
            rule.id + ': ' + node.target.join(' ') + ' ' + node.html.slice(0, 160) + ' ' + node.failureSummary));
      }
      """;

  private static final String SCRIPT = script();

  private Axe() {}

  /** What is wrong with the page as it is now; empty if nothing is. */
  static List<String> faults(Page page) {
    return faults(page, "html");
  }

  /**
   * The same of a part of it, such as a dialog, behind which nothing can be reached.
   *
   * @param part a selector
   */
  @SuppressWarnings("unchecked")
  static List<String> faults(Page page, String part) {
    page.evaluate(SCRIPT);
    return (List<String>) page.evaluate(RUN, part);
  }

  private static String script() {
    try (InputStream read = Axe.class.getResourceAsStream(LIBRARY + version() + "/axe.min.js")) {
      return new String(read.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String version() throws IOException {
    try (InputStream read =
        Axe.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
      Properties properties = new Properties();
      properties.load(read);
      return properties.getProperty("version");
    }
  }
}
