package org.taskyard.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The keys as the issuer publishes them (RFC 7517), for the library's cache. Unlike the library's
 * own source it passes over a key that it cannot read, where that one would give up the whole set,
 * and asks at most once in thirty seconds, where the library's limit lets two through.
 */
final class PublishedKeys implements JWKSetSource<SecurityContext> {

  private static final Logger LOG = Logger.getLogger(PublishedKeys.class.getName());

  /** All of a public key that is used; certificates beside it are not even read. */
  private static final List<String> MEMBERS =
      List.of("kty", "kid", "use", "alg", "n", "e", "crv", "x", "y");

  private static final int LEAST_RSA_BITS = 2_048;
  private static final int MOST_KEYS = 100;

  private final Discovery discovery;
  private final IssuerCalls calls;
  private final Pause pause = new Pause();

  PublishedKeys(Discovery discovery, IssuerCalls calls) {
    this.discovery = discovery;
    this.calls = calls;
  }

  /** By one thread at a time: the library's cache sees to that. */
  @Override
  public synchronized JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator why, long currentTime, SecurityContext context)
      throws JWKSetUnavailableException {
    try {
      Issuer issuer = discovery.issuer();
      if (!pause.isOver(Instant.ofEpochMilli(currentTime))) {
        throw new JWKSetUnavailableException(
            pause.hasFailed() ? pause.why() : "The issuer has been asked just now");
      }
      JWKSet keys = keys(calls.read(issuer.jwksUri()).path("keys"));
      pause.succeeded();
      return keys;
    } catch (IOException failed) {
      pause.failed(failed.getMessage());
      throw new JWKSetUnavailableException(pause.why(), failed);
    } catch (TokenRefused unavailable) {
      throw new JWKSetUnavailableException(unavailable.getMessage(), unavailable);
    }
  }

  /** Whether the issuer did not answer when it was last asked. */
  synchronized boolean areUnavailable() {
    return pause.hasFailed();
  }

  @Override
  public void close() {
    // nothing is open
  }

  private static JWKSet keys(JsonNode published) throws IOException {
    List<JWK> keys = new ArrayList<>();
    for (JsonNode one : published) {
      JWK key = key(one);
      if (key != null && keys.size() < MOST_KEYS) {
        keys.add(key);
      }
    }
    if (keys.isEmpty()) {
      // rather the keys of before than none
      throw new IOException("it publishes no key that signatures could be verified with");
    }
    return new JWKSet(keys);
  }

  private static JWK key(JsonNode published) {
    Map<String, Object> members = new HashMap<>();
    MEMBERS.forEach(
        name -> {
          if (published.path(name).isTextual()) {
            members.put(name, published.path(name).textValue());
          }
        });
    String type = published.path("kty").asText();
    try {
      if (type.equals("RSA") || type.equals("EC")) {
        JWK key = JWK.parse(members);
        if (type.equals("EC") || key.size() >= LEAST_RSA_BITS) {
          return key;
        }
      }
    } catch (ParseException | RuntimeException unreadable) {
      LOG.log(Level.FINE, "A key of the issuer cannot be read", unreadable);
    }
    return null;
  }
}
