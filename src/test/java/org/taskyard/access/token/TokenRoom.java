package org.taskyard.access.token;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.settings.Settings;
import org.taskyard.settings.TokenSettings;
import org.taskyard.support.TestIssuer;

/** The room with an issuer beside it, by a clock that tests set, and without threads of its own. */
final class TokenRoom implements AutoCloseable {

  Instant now = Instant.parse("2030-01-01T00:00:00Z");

  final TestIssuer issuer = new TestIssuer(() -> now);
  final Background background = new Background();
  final TokenSettings settings;
  final Discovery discovery;
  final TokenVerifier verifier;
  private final IssuerCalls calls = new IssuerCalls();

  TokenRoom(String... keysAndValues) {
    settings = settings(issuer.url(), keysAndValues);
    calls.open();
    discovery = new Discovery(URI.create(issuer.url()), calls, () -> now);
    SigningKeys keys = new SigningKeys(new PublishedKeys(discovery, calls), background, () -> now);
    verifier = new TokenVerifier(settings, keys, () -> now);
  }

  private static TokenSettings settings(String issuer, String... keysAndValues) {
    UnaryOperator<String> given =
        key -> {
          int at = List.of(keysAndValues).indexOf(key);
          return at < 0 ? null : keysAndValues[at + 1];
        };
    return Settings.from(
            key ->
                switch (key) {
                  case "taskyard.auth" -> "none";
                  case "taskyard.jwt.issuer" -> issuer;
                  case "taskyard.jwt.audience" ->
                      given.apply(key) == null ? TestIssuer.AUDIENCE : given.apply(key);
                  default -> given.apply(key);
                })
        .tokens()
        .orElseThrow();
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  VerifiedToken verify(String token) {
    return verifier.verify(token);
  }

  /** Why the token is refused; null if it is not. */
  Reason refusal(String token) {
    try {
      verifier.verify(token);
      return null;
    } catch (TokenRefused refused) {
      return refused.reason();
    }
  }

  @Override
  public void close() {
    calls.close();
    issuer.close();
  }

  /** Does what it was given when a test says so. */
  static final class Background extends AbstractExecutorService {

    private final Queue<Runnable> given = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      given.add(task);
    }

    void run() {
      for (Runnable next = given.poll(); next != null; next = given.poll()) {
        next.run();
      }
    }

    @Override
    public void shutdown() {
      throw new AssertionError("the threads are the server's");
    }

    @Override
    public List<Runnable> shutdownNow() {
      throw new AssertionError("the threads are the server's");
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
      return false;
    }
  }
}
