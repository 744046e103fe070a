package org.taskyard.settings;

import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.util.Optional;

/**
 * Signing in with a browser.
 *
 * @param idle after that long without a request a session ends
 * @param longest after that long it ends in any case
 * @param clientId as which the issuer knows this service; empty: nobody signs in there
 * @param clientSecret empty: a public client, which has none
 * @param scope what the issuer is asked for, with blanks between the words
 */
@Vetoed
public record SessionSettings(
    Duration idle,
    Duration longest,
    Optional<String> clientId,
    Optional<String> clientSecret,
    String scope) {

  private static final String IDLE = "taskyard.session.idle";
  private static final String LONGEST = "taskyard.session.max";
  private static final String ISSUER = "taskyard.jwt.issuer";
  private static final String CLIENT = "taskyard.oidc.client.id";
  private static final String SECRET = "taskyard.oidc.client.secret";
  private static final String SCOPE = "taskyard.oidc.scope";

  /** That a session was used is written once a minute: shorter ones would end in between. */
  private static final Duration SHORTEST = Duration.ofMinutes(5);

  static SessionSettings from(Settings.Reader read) {
    Duration idle = length(read, IDLE, "30m");
    Duration longest = length(read, LONGEST, "12h");
    Optional<String> clientId = Optional.ofNullable(read.text(CLIENT, null));
    Optional<String> secret = Optional.of(read.secret(SECRET)).filter(text -> !text.isEmpty());
    if (secret.isPresent() && clientId.isEmpty()) {
      throw new Settings.Wrong(
          "TASKYARD_OIDC_CLIENT_SECRET is set and TASKYARD_OIDC_CLIENT_ID is not: set both.");
    }
    if (clientId.isPresent() && read.text(ISSUER, null) == null) {
      throw new Settings.Wrong(
          "TASKYARD_OIDC_CLIENT_ID is set and TASKYARD_JWT_ISSUER is not: set both.");
    }
    return new SessionSettings(idle, longest, clientId, secret, scope(read));
  }

  private static Duration length(Settings.Reader read, String key, String fallback) {
    return read.age(key, fallback)
        .filter(length -> length.compareTo(SHORTEST) >= 0)
        .orElseThrow(
            () ->
                Settings.Reader.wrong(
                    key, read.text(key, fallback), "5m or longer: " + TimeSpan.FORM));
  }

  private static String scope(Settings.Reader read) {
    String scope = String.join(" ", read.words(SCOPE));
    if (scope.isEmpty()) {
      return "openid profile";
    }
    if (!read.words(SCOPE).contains("openid")) {
      throw Settings.Reader.wrong(SCOPE, scope, "a list of scopes with openid among them");
    }
    return scope;
  }
}
