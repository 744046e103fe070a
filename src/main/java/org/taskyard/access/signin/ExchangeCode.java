package org.taskyard.access.signin;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.access.session.SignIn;
import org.taskyard.access.token.IssuerCalls;
import org.taskyard.access.token.TokenRefused;
import org.taskyard.access.token.TokenVerifier;
import org.taskyard.access.token.VerifiedToken;
import org.taskyard.settings.Settings;

/**
 * Gets tokens for a code and finds in them who has signed in. Rights are those of the access token
 * if it is a token for this service, as they would be for whoever sends it as a bearer; else those
 * of the ID token, by the same paths.
 */
@ApplicationScoped
public class ExchangeCode {

  private static final Logger LOG = Logger.getLogger(ExchangeCode.class.getName());
  private static final String OPERATORS = " Operators find the reason in the log.";

  @Inject private Settings settings;
  @Inject private IssuerPages pages;
  @Inject private IssuerCalls calls;
  @Inject private TokenVerifier tokens;

  /**
   * Exchanges it.
   *
   * @param callback as it was named when the code was asked for
   * @throws SignInErrors.Failed if the issuer, or what it sends, says no
   * @throws SignInErrors.NotNow if it does not answer
   */
  SignIn exchange(String code, Attempt attempt, String callback) {
    String clientId = pages.clientId();
    JsonNode answer = ask(code, attempt, callback, clientId);
    VerifiedToken id = identity(answer.path("id_token").asText(), clientId, attempt);
    return SignedIn.by(id, access(answer.path("access_token").asText(), id));
  }

  private JsonNode ask(String code, Attempt attempt, String callback, String clientId) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", callback);
    form.put("code_verifier", attempt.verifier());
    form.put("client_id", clientId);
    URI endpoint =
        pages
            .issuer()
            .tokenEndpoint()
            .orElseThrow(() -> new SignInErrors.NotOffered("The issuer names no token_endpoint."));
    try {
      IssuerCalls.Answer answer = calls.send(endpoint, form, authorization(clientId));
      if (answer.status() == 200) {
        return answer.body();
      }
      LOG.log(
          Level.WARNING,
          "Nobody is signed in: {0} answers {1} to a code, error {2}",
          new Object[] {endpoint, answer.status(), word(answer.body().path("error").asText())});
      throw new SignInErrors.Failed("The issuer did not accept its code; begin again." + OPERATORS);
    } catch (IOException silent) {
      LOG.log(Level.WARNING, "Nobody is signed in: {0}", silent.getMessage());
      throw new SignInErrors.NotNow("The issuer does not answer; try again in a minute.");
    }
  }

  /** What every issuer takes (RFC 6749 section 2.3.1); null for a public client. */
  private String authorization(String clientId) {
    return settings
        .access()
        .session()
        .clientSecret()
        .map(secret -> IssuerPages.encoded(clientId) + ":" + IssuerPages.encoded(secret))
        .map(pair -> pair.getBytes(StandardCharsets.US_ASCII))
        .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair))
        .orElse(null);
  }

  /** An error as the standards name it, of which nobody makes a line of the log. */
  static String word(String error) {
    return error.matches("[a-z_]{1,40}") ? error : "of no known name";
  }

  private VerifiedToken identity(String token, String clientId, Attempt attempt) {
    try {
      return tokens.verifyIdToken(token, clientId, attempt.nonce());
    } catch (TokenRefused bad) {
      throw refused(bad);
    }
  }

  /** Empty if it is not for this service: many issuers give tokens that are for them alone. */
  private Optional<VerifiedToken> access(String token, VerifiedToken id) {
    VerifiedToken access;
    try {
      access = tokens.verify(token);
    } catch (TokenRefused other) {
      if (other.reason() == TokenRefused.Reason.ISSUER_UNAVAILABLE) {
        throw refused(other);
      }
      boolean lacking = id.roles().isEmpty();
      LOG.log(
          lacking ? Level.INFO : Level.FINE,
          "A sign-in takes its rights from the ID token{0}, because of the access token: {1}",
          new Object[] {lacking ? ", which has none" : "", other.getMessage()});
      return Optional.empty();
    }
    if (!access.subject().equals(id.subject())) {
      LOG.log(Level.WARNING, "Nobody is signed in: the tokens for a code are of two subjects");
      throw new SignInErrors.Failed("The issuer has sent tokens of two users." + OPERATORS);
    }
    return Optional.of(access);
  }

  private static RuntimeException refused(TokenRefused bad) {
    LOG.log(Level.WARNING, "Nobody is signed in: {0}", bad.getMessage());
    return bad.reason() == TokenRefused.Reason.ISSUER_UNAVAILABLE
        ? new SignInErrors.NotNow("The issuer does not answer; try again in a minute.")
        : new SignInErrors.Failed("The issuer's token is not accepted." + OPERATORS);
  }
}
