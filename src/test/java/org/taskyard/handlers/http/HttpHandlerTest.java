package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.Outcome.Done;
import org.taskyard.execution.Outcome.GiveUp;
import org.taskyard.execution.Outcome.RetryLater;
import org.taskyard.settings.AddressRange;
import org.taskyard.settings.HttpSettings;
import org.taskyard.settings.Settings;

/** What an answer means for the task. */
class HttpHandlerTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

  private final LocalSite site = new LocalSite();
  private final HttpCalls calls =
      new HttpCalls(SystemDefaultDnsResolver.INSTANCE, range("127.0.0.0/8"));

  private static List<AddressRange> range(String text) {
    return List.of(AddressRange.of(text).orElseThrow());
  }

  private HttpHandler handler(String... secrets) {
    return new HttpHandler(
        calls, () -> NOW, new HttpSettings(List.of("*:*"), List.of(), List.of(secrets)));
  }

  private FakeTask task(String path, Object... members) {
    Map<String, Object> request = new HashMap<>(Map.of("url", site.url(path)));
    for (int i = 0; i < members.length; i += 2) {
      request.put((String) members[i], members[i + 1]);
    }
    return new FakeTask(request);
  }

  @AfterEach
  void close() {
    calls.close();
    site.close();
  }

  @Test
  void theAnswerIsTheResponseOfTheTask() throws Exception {
    site.answers(201, "{\"id\": 7}", "Content-Type", "application/json", "Set-Cookie", "a=b");
    FakeTask task =
        task(
            "/orders?a=%20b",
            "method",
            "PUT",
            "body",
            Map.of("n", 1),
            "headers",
            Map.of("Authorization", "Bearer x"));
    Outcome outcome = handler().handle(task);
    assertThat(outcome).isInstanceOf(Done.class);
    assertThat(((Done) outcome).response().toString())
        .isEqualTo(
            "{\"status\":201,\"headers\":{\"content-type\":\"application/json\"},\"body\":{\"id\":7}}");
    LocalSite.Asked asked = site.asked().get(0);
    assertThat(asked.method() + " " + asked.uri() + " " + asked.body())
        .isEqualTo("PUT /orders?a=%20b {\"n\":1}");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer x");
    assertThat(asked.header("Content-Type")).isEqualTo("application/json");
    assertThat(asked.header("Idempotency-Key")).isEqualTo("\"" + task.id() + "\"");
    assertThat(asked.header("User-Agent")).isEqualTo("Taskyard");
    assertThat(asked.headers()).doesNotContainKeys("webhook-id", "Cookie", "Upgrade");
  }

  @Test
  void aKeyOfTheCallerStandsAndReadingNeedsNone() throws Exception {
    handler().handle(task("/", "headers", Map.of("idempotency-key", "mine")));
    handler().handle(task("/", "method", "GET"));
    assertThat(site.asked().get(0).header("Idempotency-Key")).isEqualTo("mine");
    assertThat(site.asked().get(1).header("Idempotency-Key")).isNull();
  }

  @Test
  void aCallIsSignedOverItsIdItsTimeAndItsBodyAndKeepsItsIdWhenRepeated() throws Exception {
    FakeTask task = task("/", "body", Map.of("n", 1));
    HttpHandler handler = handler(SECRET);
    handler.handle(task);
    handler.handle(task);
    for (LocalSite.Asked asked : site.asked()) {
      assertThat(asked.header("webhook-id")).isEqualTo(task.id().toString());
      assertThat(asked.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
      assertThat(asked.header("webhook-signature"))
          .isEqualTo(
              new WebhookSignature(List.of(SECRET))
                  .of(task.id().toString(), NOW.getEpochSecond(), "{\"n\":1}".getBytes()));
    }
    assertThat(site.asked()).hasSize(2);
  }

  @Test
  void aCallIsStampedByTheClockThatReceiversShareAndNotByTheDatabases() throws Exception {
    Map<String, String> settings =
        Map.of(
            "taskyard.auth", "none",
            "taskyard.http.allow", "127.0.0.1:*",
            "taskyard.webhook.secret", SECRET);
    // as the server makes it, with no database at all
    new HttpHandler(calls, Settings.from(settings::get)).handle(task("/"));
    Instant stamp =
        Instant.ofEpochSecond(Long.parseLong(site.asked().get(0).header("webhook-timestamp")));
    assertThat(stamp).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 404, 409, 410, 422})
  void aRefusalEndsTheTaskWithItsAnswer(int status) throws Exception {
    site.answers(status, "no", "Location", site.url("/elsewhere"), "Content-Type", "text/plain");
    Outcome outcome = handler().handle(task("/"));
    assertThat(outcome).isInstanceOf(GiveUp.class);
    assertThat(((GiveUp) outcome).why())
        .startsWith("127.0.0.1:" + site.port() + " answered " + status);
    assertThat(((GiveUp) outcome).response().get("body").textValue()).isEqualTo("no");
    assertThat(site.asked()).as("redirects are not followed").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void whatMayGetBetterIsTriedAgainByThePolicy(int status) {
    site.answers(status, "busy");
    FakeTask task = task("/");
    assertThatThrownBy(() -> handler().handle(task))
        .isInstanceOf(CallFailed.class)
        .hasMessage("127.0.0.1:" + site.port() + " answered " + status + ".");
    assertThat(task.said)
        .containsExactly("127.0.0.1:" + site.port() + " answered " + status + ": busy");
    assertThat(site.asked()).as("the client repeats nothing by itself").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void whoSaysWhenIsAskedAgainThen(int status) throws Exception {
    site.answers(status, "", "Retry-After", "90");
    assertThat(((RetryLater) handler().handle(task("/"))).after())
        .isEqualTo(Duration.ofSeconds(90));
    // the date of the test's site is its own: what counts is the time between the two
    site.answers(status, "", "Retry-After", "Tue, 01 Jan 2030 00:00:00 GMT");
    assertThat(((RetryLater) handler().handle(task("/"))).after()).isEqualTo(RetryAfter.MOST);
  }

  @Test
  void nobodyAnswersIsTriedAgain() {
    int port = site.port();
    site.close();
    assertThatThrownBy(() -> handler().handle(task("/")))
        .isInstanceOf(CallFailed.class)
        .hasMessage("127.0.0.1:" + port + " could not be connected to.");
  }

  @Test
  void aPlaceThatFailsAgainAndAgainIsLeftAlone() throws Exception {
    site.answers(500, "");
    HttpHandler handler = handler();
    for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
      assertThatThrownBy(() -> handler.handle(task("/"))).isInstanceOf(CallFailed.class);
    }
    Outcome outcome = handler.handle(task("/"));
    assertThat(outcome).isInstanceOf(RetryLater.class);
    assertThat(((RetryLater) outcome).after())
        .isBetween(Duration.ofSeconds(1), CircuitBreaker.FIRST_REST);
    assertThat(site.asked()).hasSize(CircuitBreaker.FAILURES);
  }

  @Test
  void aRequestThatIsNoneEndsTheTaskWithAllItsFaults() throws Exception {
    Outcome outcome = handler().handle(new FakeTask(Map.of("method", "TRACE")));
    assertThat(((GiveUp) outcome).why()).startsWith("The request: /url: required");
    assertThat(((GiveUp) outcome).why()).contains("/method: ");
  }

  @Test
  void aHostThatIsNotNamedIsNotCalledAndTheTaskSaysWhatWouldAllowIt() throws Exception {
    HttpHandler closed =
        new HttpHandler(calls, () -> NOW, new HttpSettings(List.of(), List.of(), List.of()));
    assertThat(((GiveUp) closed.handle(task("/"))).why())
        .isEqualTo(
            "127.0.0.1:"
                + site.port()
                + " may not be called: the setting TASKYARD_HTTP_ALLOW does not name it.");
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void anAddressInsideOfTheNetworkIsNotCalledAndTheTaskSaysWhatWouldAllowIt() throws Exception {
    HttpCalls guarded = new HttpCalls(SystemDefaultDnsResolver.INSTANCE, List.of());
    HttpHandler handler =
        new HttpHandler(guarded, () -> NOW, new HttpSettings(List.of("*:*"), List.of(), List.of()));
    assertThat(((GiveUp) handler.handle(task("/"))).why())
        .contains("no public address", "TASKYARD_HTTP_ALLOW_PRIVATE");
    assertThat(site.asked()).isEmpty();
    guarded.close();
  }
}
