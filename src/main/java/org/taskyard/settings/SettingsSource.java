package org.taskyard.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the {@link Settings} from MicroProfile Config, once for the whole application. */
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
      // by our own class loader: the pool asks from threads that have none
      Config config = ConfigProvider.getConfig(SettingsSource.class.getClassLoader());
      try {
        known = Settings.from(key -> config.getOptionalValue(key, String.class).orElse(null));
      } catch (Settings.Wrong wrong) {
        throw StartupFailure.because(wrong.getMessage(), wrong);
      }
      settings = known;
    }
    return known;
  }
}
