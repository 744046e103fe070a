package org.taskyard.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.settings.Settings;
import org.taskyard.settings.TokenSettings;

/**
 * Tells who calls by a token that the issuer has signed (RFC 7519, RFC 9068, OpenID Connect). What
 * the token says of itself is believed only where the settings say the same: issuer, algorithm,
 * audience. Rules of RFC 8725 throughout.
 */
@ApplicationScoped
public class TokenVerifier {

  private static final Set<String> ACCESS = Set.of("jwt", "at+jwt", "application/at+jwt");
  private static final Set<String> ID = Set.of("jwt");
  private static final int MOST_SHOWN = 40;

  private final TokenSettings settings;
  private final SigningKeys keys;
  private final Supplier<Instant> clock;

  /** Thread-safe, and never reconfigured. */
  private final DefaultJWSVerifierFactory signatures = new DefaultJWSVerifierFactory();

  /** For the container's proxy. */
  protected TokenVerifier() {
    settings = null;
    keys = null;
    clock = null;
  }

  @Inject
  TokenVerifier(Settings settings, SigningKeys keys) {
    this(settings.tokens().orElse(null), keys, SharedTime::now);
  }

  TokenVerifier(TokenSettings settings, SigningKeys keys, Supplier<Instant> clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Verifies an access token that was sent as a bearer's. To be asked only where an issuer is set.
   *
   * @param compact in the form of RFC 7515; anything at all
   * @throws TokenRefused if it is not good, or if nobody can tell now
   */
  public VerifiedToken verify(String compact) {
    Claims claims = signed(compact, ACCESS);
    claims.mustGrantAccess();
    claims.mustBeFor(settings.audience());
    return verified(claims);
  }

  /**
   * Verifies an ID token that the issuer gave for a code (OpenID Connect Core 1.0 section 3.1.3.7).
   *
   * @param clientId to whom it must have been given
   * @param nonce that was sent along with this sign-in
   * @throws TokenRefused if it is not good, or if nobody can tell now
   */
  public VerifiedToken verifyIdToken(String compact, String clientId, String nonce) {
    Claims claims = signed(compact, ID);
    claims.mustBeFor(List.of(clientId));
    boolean several = claims.all().path("aud").size() > 1;
    if ((several || claims.all().has("azp")) && !claims.text("azp").equals(clientId)) {
      throw new TokenRefused(
          Reason.AUDIENCE, "The ID token was given to another client than " + clientId);
    }
    if (nonce.isEmpty() || !same(nonce, claims.text("nonce"))) {
      throw new TokenRefused(Reason.NONCE, "The ID token is of another sign-in, by its nonce");
    }
    return verified(claims);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private VerifiedToken verified(Claims claims) {
    return new VerifiedToken(
        claims.text("sub"),
        claims.tenant(settings.tenant()),
        claims.user(settings.user()),
        claims.roles(settings.roles()),
        // what was let in a second ago must not be sent away by a look at exp alone
        claims.end().plus(settings.skew()),
        claims.all());
  }

  private Claims signed(String compact, Set<String> types) {
    CompactToken token = CompactToken.of(compact);
    checkHeader(token, types);
    Claims claims = new Claims(token.claims());
    // before its key is looked for: tokens of others, and of long ago, must not have us ask for it
    claims.mustBeOf(settings.issuer().toString());
    claims.mustHold(clock.get(), settings.skew());
    checkSignature(token);
    return claims;
  }

  private void checkHeader(CompactToken token, Set<String> types) {
    if (!settings.algorithms().contains(token.algorithm())) {
      throw new TokenRefused(
          Reason.ALGORITHM,
          "The token is signed by "
              + Shown.of(token.algorithm(), MOST_SHOWN)
              + "; TASKYARD_JWT_ALGORITHMS are "
              + String.join(" ", settings.algorithms()));
    }
    if (token.header().has("crit")) {
      throw new TokenRefused(
          Reason.CRITICAL_HEADER, "The token demands by crit what is not supported");
    }
    // many issuers name no type; those that mean something else by a token do
    if (token.header().has("typ")
        && !types.contains(token.header().path("typ").asText().toLowerCase(Locale.ROOT))) {
      throw new TokenRefused(
          Reason.TYPE,
          "The token is of the type "
              + Shown.of(token.header().path("typ"), MOST_SHOWN)
              + "; JWT and at+jwt are accepted, the latter for access tokens only");
    }
  }

  private void checkSignature(CompactToken token) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.parse(token.algorithm())).keyID(token.keyId()).build();
    JWKSelector kind = new JWKSelector(JWKMatcher.forJWSHeader(header));
    List<JWK> found = keys.find(kind);
    boolean signed = found.stream().anyMatch(key -> isSigned(token, header, key));
    if (!signed && token.keyId() == null) {
      // it may be by a new key that has no name either
      found = kind.select(keys.newer(keys.known()));
      signed = found.stream().anyMatch(key -> isSigned(token, header, key));
    }
    if (!signed) {
      throw new TokenRefused(Reason.SIGNATURE, "The signature of the token is not the issuer's");
    }
  }

  private boolean isSigned(CompactToken token, JWSHeader header, JWK key) {
    try {
      return signatures
          .createJWSVerifier(header, ((AsymmetricJWK) key).toPublicKey())
          .verify(header, token.signed(), token.signature());
    } catch (JOSEException | RuntimeException unfit) {
      // a key of another curve, a signature of another length: not signed with this one
      return false;
    }
  }
}
