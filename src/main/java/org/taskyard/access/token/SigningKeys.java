package org.taskyard.access.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.taskyard.access.token.TokenRefused.Reason;

/**
 * The issuer's keys, as this node knows them. Asked for anew in the background from time to time,
 * and at once when a token names a key that is not among them; while the issuer is away, those of
 * before serve on.
 */
@ApplicationScoped
public class SigningKeys {

  /** From this age on the next token has them asked for, and does not wait. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** From this age on it waits: a key that was withdrawn is not accepted after an idle night. */
  static final Duration STALE = Duration.ofMinutes(10);

  /** How long they serve on while the issuer is away. */
  static final Duration KEPT = Duration.ofHours(24);

  private static final Duration MOST_WAITED = Duration.ofSeconds(10);

  private final Supplier<Instant> clock;
  private final PublishedKeys published;
  private JWKSetSource<SecurityContext> cached;

  @Resource ManagedExecutorService threads;

  /** For the container's proxy. */
  protected SigningKeys() {
    clock = null;
    published = null;
  }

  @Inject
  SigningKeys(Discovery discovery, IssuerCalls calls) {
    this.clock = SharedTime::now;
    published = new PublishedKeys(discovery, calls);
  }

  SigningKeys(PublishedKeys published, ExecutorService threads, Supplier<Instant> clock) {
    this.clock = clock;
    this.published = published;
    cache(threads);
  }

  @PostConstruct
  void cache() {
    cache(threads);
  }

  /** The server's threads, which it ends itself: nothing here has to be closed. */
  private void cache(ExecutorService background) {
    JWKSourceBuilder<SecurityContext> keys = JWKSourceBuilder.create(published);
    cached =
        ((JWKSetBasedJWKSource<SecurityContext>)
                keys.cache(STALE.toMillis(), MOST_WAITED.toMillis())
                    .refreshAheadCache(
                        STALE.minus(FRESH).toMillis(), null, background, false, null, false)
                    .rateLimited(false)
                    .outageTolerant(KEPT.toMillis())
                    .build())
            // asked by our clock, where the library would ask by the machine's
            .getJWKSetSource();
  }

  /**
   * The keys of a kind, after asking the issuer if none is known.
   *
   * @return not empty
   * @throws TokenRefused if there is none
   */
  List<JWK> find(JWKSelector kind) {
    JWKSet known = known();
    List<JWK> found = kind.select(known);
    if (found.isEmpty()) {
      found = kind.select(newer(known));
    }
    if (found.isEmpty()) {
      throw published.areUnavailable()
          ? new TokenRefused(
              Reason.ISSUER_UNAVAILABLE,
              "The token is signed with a key that is not known, and the issuer cannot be asked")
          : new TokenRefused(
              Reason.UNKNOWN_KEY, "The issuer publishes no key as the token is signed with");
    }
    return found;
  }

  /** All keys that are known. */
  JWKSet known() {
    return get(JWKSetCacheRefreshEvaluator.noRefresh());
  }

  /** The keys that the issuer publishes now, unless it has been asked just before. */
  JWKSet newer(JWKSet known) {
    return get(JWKSetCacheRefreshEvaluator.referenceComparison(known));
  }

  private JWKSet get(JWKSetCacheRefreshEvaluator when) {
    try {
      return cached.getJWKSet(when, clock.get().toEpochMilli(), null);
    } catch (KeySourceException unavailable) {
      throw new TokenRefused(Reason.ISSUER_UNAVAILABLE, unavailable.getMessage());
    }
  }
}
