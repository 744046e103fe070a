package org.taskyard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

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
    assertThat(settings.database().embedded()).isTrue();
    assertThat(settings.dataDir()).isAbsolute().endsWithRaw(java.nio.file.Path.of("taskyard-data"));
    assertThat(settings.bodyLimit()).isEqualTo(8L << 20);
    assertThat(settings.batchLimit()).isEqualTo(64L << 20);
    assertThat(settings.fileLimit()).isEqualTo(100L << 20);
    assertThat(settings.historizeAfter()).contains(java.time.Duration.ofDays(7));
    assertThat(settings.purgeAfter()).isEmpty();
    assertThat(settings.http()).isEqualTo(new HttpSettings(List.of(), List.of(), List.of()));
  }

  @Test
  void severalValuesHaveBlanksOrCommasBetweenThem() {
    HttpSettings http =
        with(
                "taskyard.http.allow", "api.test, *.example.org:8443  [::1]:*",
                "taskyard.http.allow.private", "10.0.0.0/8,::1",
                "taskyard.webhook.secret", SECRET + " " + SECRET)
            .http();
    assertThat(http.allow()).containsExactly("api.test", "*.example.org:8443", "[::1]:*");
    assertThat(http.allowPrivate()).hasSize(2);
    assertThat(http.webhookSecrets()).containsExactly(SECRET, SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret", "whsec_", "whsec_c2hvcnQ=", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz!"})
  void aWrongSecretIsRefusedAndNotShown(String secret) {
    assertThatThrownBy(() -> with("taskyard.webhook.secret", SECRET + " " + secret))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage(
            "TASKYARD_WEBHOOK_SECRET is \"…\"; allowed is a list of secrets, each whsec_ and 24 to 64 bytes in base64.");
  }

  @Test
  void withoutAWordAboutItCallersNeedAKey() {
    AccessSettings access = Settings.from(key -> null).access();
    assertThat(access.ways()).containsExactly("keys");
    assertThat(access.asks()).isTrue();
    assertThat(access.open()).containsExactly("docs", "openapi");
    assertThat(access.queryToken()).isFalse();
    assertThat(access.corsOrigins()).isEmpty();
  }

  @Test
  void severalWaysMayBeOnAtOnce() {
    assertThat(with("taskyard.auth", "keys, jwt").access().ways()).containsExactly("keys", "jwt");
  }

  @Test
  void rolesAreReadWithTheirWords() {
    assertThat(
            with("taskyard.roles", "support=task:read task:all-users; night=operator;off=")
                .access()
                .roles())
        .isEqualTo(
            Map.of(
                "support", List.of("task:read", "task:all-users"),
                "night", List.of("operator"),
                "off", List.of()));
  }

  @Test
  void tenantsByAClaimNeedAnIssuer() {
    assertThatThrownBy(() -> with("taskyard.tenants", "claim:tenant_id"))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage(
            "TASKYARD_TENANTS names a claim of tokens and TASKYARD_JWT_ISSUER is not set: set both,"
                + " or TASKYARD_TENANTS=keys.");
  }

  @Test
  void quotasAreReadWithTheirUnits() {
    QuotaSettings quota = with("taskyard.quota.user", "bytes=2KB waiting=3").userQuota();
    assertThat(quota.bytes()).hasValue(2_048);
    assertThat(quota.waiting()).hasValue(3);
    assertThat(quota.creates()).isEmpty();
  }

  @Test
  void aBlankValueCountsAsNone() {
    assertThat(with("taskyard.body.limit", " ").bodyLimit()).isEqualTo(8L << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "az"})
  void aLocaleThatFoldsIToSomethingElseIsRefused(String tag) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      assertThatThrownBy(SettingsTest::with)
          .isInstanceOf(Settings.Wrong.class)
          .hasMessageContaining(tag + ", where the small letter of I is not i")
          .hasMessageEndingWith("start the server with -Duser.language=en.");
    } finally {
      Locale.setDefault(before);
    }
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
          taskyard.auth       | open   | TASKYARD_AUTH is "open"; allowed is one or more of jwt, keys, none.
          taskyard.auth       | none,keys | TASKYARD_AUTH is "none,keys"; allowed is none alone, or keys, jwt, or both: keys,jwt.
          taskyard.roles      | support | TASKYARD_ROLES is "support"; allowed is roles such as support=task:read task:all-users; night-shift=operator.
          taskyard.open       | health | TASKYARD_OPEN is "health"; allowed is one or more of docs, metrics, none, openapi.
          taskyard.cors.origins | * | TASKYARD_CORS_ORIGINS is "*"; allowed is a list of origins such as https://console.example.com.
          taskyard.cors.origins | https://a.test/b | TASKYARD_CORS_ORIGINS is "https://a.test/b"; allowed is a list of origins such as https://console.example.com.
          taskyard.purge.after | soon  | TASKYARD_PURGE_AFTER is "soon"; allowed is never or a length of time such as 90m, 12h, 7d or PT12H.
          taskyard.http.allow | https://a.test/ | TASKYARD_HTTP_ALLOW is "https://a.test/"; allowed is a list of hosts such as api.example.com *.example.org:8443.
          taskyard.http.allow.private | localhost | TASKYARD_HTTP_ALLOW_PRIVATE is "localhost"; allowed is an address or a range of addresses such as 10.0.0.0/8 or ::1.
          taskyard.http.allow.private | 10.0.0.0/33 | TASKYARD_HTTP_ALLOW_PRIVATE is "10.0.0.0/33"; allowed is an address or a range of addresses such as 10.0.0.0/8 or ::1.
          taskyard.tenants    | yes | TASKYARD_TENANTS is "yes"; allowed is claim: and the name of a claim, such as claim:tenant_id, or keys.
          taskyard.tenants    | claim: | TASKYARD_TENANTS is "claim:"; allowed is claim: and the name of a claim, such as claim:tenant_id, or keys.
          taskyard.quota.tenant | waiting=0 | TASKYARD_QUOTA_TENANT is "waiting=0"; allowed is some of waiting=100000 creates=500/s bytes=10GB, in whole numbers.
          taskyard.quota.tenant | waiting=5 creates=7 | TASKYARD_QUOTA_TENANT is "creates=7"; allowed is some of waiting=100000 creates=500/s bytes=10GB, in whole numbers.
          taskyard.quota.user | bytes=1.5GB | TASKYARD_QUOTA_USER is "bytes=1.5GB"; allowed is some of waiting=100000 creates=500/s bytes=10GB, in whole numbers.
          taskyard.quota.user | bytes=99999999TB | TASKYARD_QUOTA_USER is "bytes=99999999TB"; allowed is some of waiting=100000 creates=500/s bytes=10GB, in whole numbers.
          taskyard.db.url     | mysql: | TASKYARD_DB_URL is "mysql:"; allowed is a JDBC URL such as jdbc:postgresql://host:5432/taskyard.
          """)
  void aWrongValueIsReportedWithKeyValueAndWhatIsAllowed(
      String key, String value, String sentence) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage(sentence);
  }
}
