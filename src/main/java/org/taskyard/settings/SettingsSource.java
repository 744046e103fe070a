package org.taskyard.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.function.Function;

/**
 * Reads the {@link Settings} once for the whole application: from MicroProfile Config where the
 * server has it, else from system properties and the environment.
 */
@ApplicationScoped
public class SettingsSource {

  private static volatile Settings settings;

  /** The settings, for beans. */
  @Produces
  public Settings produce() {
    return current();
  }

  /** The settings, for what is made before there are beans. */
  public static Settings current() {
    Settings known = settings;
    if (known == null) {
      try {
        known = Settings.from(values());
      } catch (Settings.Wrong wrong) {
        throw StartupFailure.because(wrong.getMessage(), wrong);
      }
      settings = known;
    }
    return known;
  }

  /** The value of a setting that is not ours, such as one of OpenTelemetry; null if it has none. */
  public static String value(String key) {
    return values().apply(key);
  }

  private static Function<String, String> values() {
    try {
      return MicroProfileConfig.values();
    } catch (LinkageError | IllegalStateException without) {
      return Settings::ofProcess;
    }
  }
}
