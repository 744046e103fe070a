package org.taskyard.access.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.settings.Settings;
import org.taskyard.settings.TokenSettings;

/**
 * Where the issuer's keys and pages are: asked when first needed, so that the service starts while
 * the issuer is down, and again after an hour. An answer once got is kept for as long as there is
 * no other.
 */
@ApplicationScoped
public class Discovery {

  static final Duration FRESH = Duration.ofHours(1);

  private final URI issuer;
  private final IssuerCalls calls;
  private final Supplier<Instant> clock;
  private final Pause pause = new Pause();

  private volatile Known known;

  private record Known(Issuer issuer, Instant since) {}

  /** For the container's proxy. */
  protected Discovery() {
    issuer = null;
    calls = null;
    clock = null;
  }

  @Inject
  Discovery(Settings settings, IssuerCalls calls) {
    this(settings.tokens().map(TokenSettings::issuer).orElse(null), calls, SharedTime::now);
  }

  Discovery(URI issuer, IssuerCalls calls, Supplier<Instant> clock) {
    this.issuer = issuer;
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * The issuer that is set.
   *
   * @throws TokenRefused with {@link Reason#ISSUER_UNAVAILABLE} if it could not be asked yet
   */
  public Issuer issuer() {
    Known now = known;
    return isFresh(now) ? now.issuer : ask();
  }

  private boolean isFresh(Known found) {
    return found != null && clock.get().isBefore(found.since.plus(FRESH));
  }

  private synchronized Issuer ask() {
    Instant now = clock.get();
    if (!isFresh(known) && pause.isOver(now)) {
      try {
        known = new Known(Issuer.of(calls.read(document()), issuer), now);
        pause.succeeded();
      } catch (IOException unknown) {
        pause.failed(unknown.getMessage());
      }
    }
    if (known == null) {
      throw new TokenRefused(Reason.ISSUER_UNAVAILABLE, pause.why());
    }
    return known.issuer;
  }

  private URI document() {
    String base = issuer.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + "/.well-known/openid-configuration");
  }
}
