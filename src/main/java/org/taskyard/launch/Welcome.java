package org.taskyard.launch;

import java.time.Duration;
import java.util.Locale;
import org.taskyard.settings.Settings;

/** What a started server says: where everything is, and what to try first. */
final class Welcome {

  private Welcome() {}

  static void print(LaunchOptions options, Settings settings, Duration took) {
    ConsoleLog.OUT.println(text(options, settings, took));
  }

  static String text(LaunchOptions options, Settings settings, Duration took) {
    String url = options.url();
    return """

        Taskyard %s is ready after %s s.

          Console  %2$s/
          API      %2$s/v2
          Docs     %2$s/docs/api
          OpenAPI  %2$s/openapi
          Health   %2$s/health
          Metrics  %2$s/metrics
          Data     %s
          Access   %s

        Try:
          curl -s %2$s/v2/task/create%s -H 'Content-Type: application/json' -d '{"handler": "EchoHandler", "request": {"hello": "world"}}'

        Ctrl-C stops it."""
        .replace("%2$s", url)
        .formatted(
            version(),
            seconds(took),
            data(settings),
            access(settings),
            settings.access().asks() ? " -H 'Authorization: Bearer KEY'" : "");
  }

  private static String access(Settings settings) {
    return settings.access().asks()
        ? "by " + String.join(" and ", settings.access().ways()) + " (TASKYARD_AUTH)"
        : "no authentication: whoever is on this machine may do everything";
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
  }

  private static String data(Settings settings) {
    return settings
        .database()
        .url()
        .map(url -> url.replaceAll("\\?.*", ""))
        .orElse("embedded PostgreSQL in " + settings.dataDir());
  }

  private static String version() {
    String version = Welcome.class.getPackage().getImplementationVersion();
    return version == null ? "" : version.toLowerCase(Locale.ROOT);
  }
}
