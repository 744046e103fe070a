package org.taskyard.settings;

import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Settings by MicroProfile Config, on servers that have it. */
final class MicroProfileConfig {

  private MicroProfileConfig() {}

  /**
   * The value of a key, or null.
   *
   * @throws LinkageError if the server has no MicroProfile Config
   */
  static Function<String, String> values() {
    // by our own class loader: the pool asks from threads that have none
    Config config = ConfigProvider.getConfig(MicroProfileConfig.class.getClassLoader());
    return key -> config.getOptionalValue(key, String.class).orElse(null);
  }
}
