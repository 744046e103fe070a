package org.taskyard.run;

import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.taskyard.observe.HealthPage;
import org.taskyard.observe.MetricsPage;
import org.taskyard.settings.Settings;

/** What the code says about that on which the files of {@code examples/run} rely. */
final class RunFacts {

  /** Seconds that the server may take to stop, beyond the grace of running tasks. */
  static final int STOP_MARGIN = 20;

  /** A tag names a version with a dot, or a longer one. */
  static final String PINNED = "[\\w./-]+:v?\\d+\\.\\d[\\w.-]*";

  private RunFacts() {}

  /** The names of all settings in the environment: those for which the code asks. */
  static Set<String> knownSettings() {
    Set<String> asked = new HashSet<>();
    Settings.from(
        key -> {
          asked.add(Settings.environmentName(key));
          return key.equals("taskyard.auth") ? "none" : null;
        });
    return asked;
  }

  /**
   * The settings that a node would start with; refuses what the start would refuse. Files of
   * secrets are in the container only: each stands for a secret.
   */
  static Settings settings(Map<String, String> environment) {
    return Settings.from(
        key -> {
          String name = Settings.environmentName(key);
          String secret = environment.containsKey(name + "_FILE") ? "secret" : null;
          return name.endsWith("_FILE") ? null : environment.getOrDefault(name, secret);
        });
  }

  /** Those names that look like settings. */
  static List<String> settingNames(Map<String, String> environment) {
    return environment.keySet().stream().filter(name -> name.startsWith("TASKYARD_")).toList();
  }

  static List<String> healthPaths() {
    return List.of(HealthPage.class.getAnnotation(WebServlet.class).value());
  }

  static String metricsPath() {
    return MetricsPage.class.getAnnotation(WebServlet.class).value()[0];
  }

  /** The version of the next release. */
  static String version() {
    try {
      Matcher first =
          Pattern.compile("<version>([\\d.]+)(-SNAPSHOT)?</version>")
              .matcher(Files.readString(Path.of("pom.xml")));
      if (!first.find()) {
        throw new AssertionError("pom.xml has no version");
      }
      return first.group(1);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Seconds of {@code 50s}, {@code 1m} or plain {@code 60}. */
  static int seconds(String length) {
    String text = length.toLowerCase(Locale.ROOT);
    int number = Integer.parseInt(text.replaceAll("[sm]$", ""));
    return text.endsWith("m") ? 60 * number : number;
  }
}
