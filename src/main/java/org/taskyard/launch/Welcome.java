package org.taskyard.launch;

import java.time.Duration;
import java.util.Locale;
import org.taskyard.settings.Settings;

/** What a started server says: where everything is, and what to try first. */
final class Welcome {

  private Welcome() {}

  static void print(LaunchOptions options, Settings settings, Duration took) {
    ConsoleLog.OUT.println(text(options, settings, took));
    if (!options.address().isLoopbackAddress()) {
      ConsoleLog.ERR.println(
          "WARNING: no authentication (TASKYARD_AUTH=none), and other machines can reach "
              + options.address().getHostAddress()
              + ": whoever reaches it may read, change and delete every task.");
    }
  }

  static String text(LaunchOptions options, Settings settings, Duration took) {
    String url = options.url();
    return """

        Taskyard %s is ready after %s s.

          API      %2$s/v2
          Docs     %2$s/docs/api
          OpenAPI  %2$s/openapi
          Health   %2$s/health
          Metrics  %2$s/metrics
          Data     %s
          Access   no authentication: whoever reaches this address may do everything

        Try:
          curl -s %2$s/v2/task/create -H 'Content-Type: application/json' -d '{"handler": "EchoHandler", "request": {"hello": "world"}}'

        Ctrl-C stops it."""
        .replace("%2$s", url)
        .formatted(version(), seconds(took), data(settings));
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
