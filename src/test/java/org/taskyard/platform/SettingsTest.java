package org.taskyard.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private static Settings with(String... keysAndValues) {
    Map<String, String> given = new HashMap<>(Map.of("taskyard.auth", "none"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      given.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.from(given::get);
  }

  @Test
  void everySettingButAuthHasADefault() {
    Settings settings = with();
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.dataDir()).isAbsolute().endsWithRaw(java.nio.file.Path.of("taskyard-data"));
    assertThat(settings.bodyLimit()).isEqualTo(8L << 20);
    assertThat(settings.batchLimit()).isEqualTo(64L << 20);
    assertThat(settings.fileLimit()).isEqualTo(100L << 20);
    assertThat(settings.historizeAfter()).contains(java.time.Duration.ofDays(7));
    assertThat(settings.purgeAfter()).isEmpty();
  }

  @Test
  void withoutAWordAboutAuthTheServerDoesNotRun() {
    assertThatThrownBy(() -> Settings.from(key -> null))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageContaining("TASKYARD_AUTH is \"keys\"");
  }

  @Test
  void aBlankValueCountsAsNone() {
    assertThat(with("taskyard.body.limit", " ").bodyLimit()).isEqualTo(8L << 20);
  }

  @Test
  void anAgeMayBeNever() {
    assertThat(with("taskyard.historize.after", "never").historizeAfter()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          taskyard.body.limit | 12     | TASKYARD_BODY_LIMIT is "12"; allowed is a whole number from 1024 to 1073741824.
          taskyard.body.limit | 8 MiB  | TASKYARD_BODY_LIMIT is "8 MiB"; allowed is a whole number from 1024 to 1073741824.
          taskyard.auth       | open   | TASKYARD_AUTH is "open"; allowed is one of jwt, keys, none.
          taskyard.purge.after | soon  | TASKYARD_PURGE_AFTER is "soon"; allowed is never or a length of time such as 90m, 12h, 7d or PT12H.
          taskyard.db.url     | mysql: | TASKYARD_DB_URL is "mysql:"; allowed is a JDBC URL such as jdbc:postgresql://host:5432/taskyard.
          """)
  void aWrongValueIsToldWithKeyValueAndWhatIsAllowed(String key, String value, String sentence) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage(sentence);
  }
}
