package org.taskyard.access.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.taskyard.access.token.Discovery;
import org.taskyard.access.token.Issuer;
import org.taskyard.access.token.TokenRefused;
import org.taskyard.settings.AccessSettings;
import org.taskyard.settings.Settings;

/** Where the issuer has its pages for signing in and out, and what they are asked for. */
@ApplicationScoped
public class IssuerPages {

  private static final String CALLBACK = "/v2/session/callback";

  @Inject private Settings settings;
  @Inject private Discovery discovery;

  /** Whether one can sign in there. */
  boolean isOffered() {
    AccessSettings access = settings.access();
    return access.ways().contains(AccessSettings.JWT)
        && settings.tokens().isPresent()
        && access.session().clientId().isPresent();
  }

  /**
   * As which the issuer knows this service.
   *
   * @throws SignInErrors.NotOffered if it does not
   */
  String clientId() {
    if (!isOffered()) {
      throw new SignInErrors.NotOffered(
          "Nobody signs in at an issuer here; operators set TASKYARD_AUTH=jwt,"
              + " TASKYARD_JWT_ISSUER and TASKYARD_OIDC_CLIENT_ID.");
    }
    return settings.access().session().clientId().orElseThrow();
  }

  /**
   * What the issuer says of itself.
   *
   * @throws SignInErrors.NotNow if it does not answer
   */
  Issuer issuer() {
    try {
      return discovery.issuer();
    } catch (TokenRefused unavailable) {
      throw new SignInErrors.NotNow("The issuer does not answer; try again in a minute.");
    }
  }

  /** Where it sends the browser back to. */
  static String callback(Reached reached) {
    return base(reached) + CALLBACK;
  }

  private static String base(Reached reached) {
    return reached
        .base()
        .orElseThrow(
            () ->
                new SignInErrors.NotOffered(
                    "It is not known where the issuer is to send browsers back to; operators set"
                        + " TASKYARD_PUBLIC_URL."));
  }

  /** Where the browser goes to sign in (RFC 6749 section 4.1.1, RFC 7636 section 4.3). */
  String signIn(Attempt attempt, Reached reached) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", clientId());
    query.put("redirect_uri", callback(reached));
    query.put("scope", settings.access().session().scope());
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", attempt.challenge());
    query.put("code_challenge_method", "S256");
    return issuer()
        .authorizationEndpoint()
        .map(page -> with(page, query))
        .orElseThrow(
            () -> new SignInErrors.NotOffered("The issuer names no authorization_endpoint."));
  }

  /**
   * Where it goes to sign out there, too (OpenID Connect RP-Initiated Logout 1.0); empty if there
   * is no such page. We have kept no ID token for a hint, so that the issuer asks the user.
   */
  Optional<String> signOut(Reached reached) {
    if (!isOffered() || reached.base().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", clientId());
    query.put("post_logout_redirect_uri", reached.base().get() + "/");
    try {
      return discovery.issuer().endSessionEndpoint().map(page -> with(page, query));
    } catch (TokenRefused unavailable) {
      return Optional.empty();
    }
  }

  private static String with(URI page, Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return page + (page.getRawQuery() == null ? "?" : "&") + text;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
