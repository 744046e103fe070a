package org.taskyard.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.taskyard.settings.TokenSettings;

/**
 * What an issuer says of itself (OpenID Connect Discovery 1.0 section 3).
 *
 * @param jwksUri where its public keys are
 * @param authorizationEndpoint where a browser is sent to sign in
 * @param tokenEndpoint where a code is exchanged for tokens
 * @param endSessionEndpoint where a browser is sent to sign out
 */
public record Issuer(
    URI jwksUri,
    Optional<URI> authorizationEndpoint,
    Optional<URI> tokenEndpoint,
    Optional<URI> endSessionEndpoint) {

  private static final int MOST_SHOWN = 200;

  /**
   * Reads the document.
   *
   * @param issuer of whom it must be
   * @throws IOException with a sentence if it is of another, or names no place that is safe
   */
  static Issuer of(JsonNode document, URI issuer) throws IOException {
    String named = document.path("issuer").asText();
    if (!named.equals(issuer.toString())) {
      throw new IOException(
          "The discovery document of "
              + issuer
              + " is of the issuer "
              + Shown.of(named, MOST_SHOWN)
              + "; set TASKYARD_JWT_ISSUER to the one that tokens name, letter by letter");
    }
    return new Issuer(
        place(document, "jwks_uri")
            .orElseThrow(() -> new IOException("The issuer " + issuer + " names no jwks_uri")),
        place(document, "authorization_endpoint"),
        place(document, "token_endpoint"),
        place(document, "end_session_endpoint"));
  }

  private static Optional<URI> place(JsonNode document, String name) throws IOException {
    JsonNode value = document.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      URI place = new URI(value.asText());
      if (TokenSettings.isSafe(place)) {
        return Optional.of(place);
      }
    } catch (URISyntaxException noAddress) {
      // as bad as one that is not safe
    }
    throw new IOException(
        "The issuer names as " + name + " what is no https URL: " + Shown.of(value, MOST_SHOWN));
  }
}
