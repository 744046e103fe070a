package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;

/**
 * Calls of a running server, which may call 127.0.0.1 at any port and has a secret to sign with
 * ({@link org.taskyard.support.SharedServer}). Each test has a site, and so a place, of its own.
 */
@OnServer
class HttpHandlerIT {

  private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

  private final Api api;
  private final LocalSite site = new LocalSite();
  private final CountDownLatch closed = new CountDownLatch(1);

  HttpHandlerIT(Api api) {
    this.api = api;
  }

  @AfterEach
  void close() {
    closed.countDown();
    site.close();
  }

  private Map<String, Object> task(Object request) {
    return Map.of("handler", "HttpHandler", "request", request);
  }

  @Test
  void aTaskCallsItsUrlAndKeepsTheAnswer() {
    site.answers(200, "{\"ok\": true}", "Content-Type", "application/json");
    JsonNode ended =
        Runs.run(api, task(Map.of("url", site.url("/hook"), "body", Map.of("order", 7))));
    assertThat(ended.get("status").textValue()).as(ended.toString()).isEqualTo("completed");
    assertThat(ended.get("response").get("body").toString()).isEqualTo("{\"ok\":true}");
    LocalSite.Asked asked = site.asked().get(0);
    assertThat(asked.method() + " " + asked.uri() + " " + asked.body())
        .isEqualTo("POST /hook {\"order\":7}");
    assertThat(asked.header("webhook-id")).isEqualTo(ended.get("task_id").textValue());
    long said = Long.parseLong(asked.header("webhook-timestamp"));
    assertThat(Instant.ofEpochSecond(said))
        .isBetween(
            Instant.parse(ended.get("started_at").textValue()).minusSeconds(1),
            Instant.parse(ended.get("finished_at").textValue()));
    assertThat(asked.header("webhook-signature"))
        .isEqualTo(
            new WebhookSignature(List.of(SECRET))
                .of(
                    asked.header("webhook-id"),
                    said,
                    asked.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theTraceOfACreateGoesOnToWhomItsTaskCalls() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    site.answers(200, "");
    Api.Answer created =
        api.post("/v2/task/create", task(Map.of("url", site.url("/"))), "traceparent", trace);
    Runs.ended(api, created.json().get("task_id").textValue());
    assertThat(site.asked().get(0).header("traceparent")).isEqualTo(trace);
  }

  @Test
  void aFailureIsTriedAgainUnderTheSameId() {
    site.answers(
        exchange -> LocalSite.answer(exchange, site.asked().size() < 2 ? 500 : 200, "late"));
    JsonNode ended = Runs.run(api, task(Map.of("url", site.url("/"))));
    assertThat(ended.get("status").textValue()).isEqualTo("completed");
    assertThat(ended.get("attempt").intValue()).isEqualTo(2);
    assertThat(site.asked()).extracting(asked -> asked.header("webhook-id")).hasSize(2);
    assertThat(site.asked().get(0).header("webhook-id"))
        .isEqualTo(site.asked().get(1).header("webhook-id"));
  }

  @Test
  void whoAsksToWaitIsAskedAgainThenAndNoAttemptIsCounted() {
    long began = System.nanoTime();
    site.answers(
        exchange ->
            LocalSite.answer(
                exchange, site.asked().size() < 2 ? 429 : 200, "", "Retry-After", "2"));
    JsonNode ended = Runs.run(api, task(Map.of("url", site.url("/"))));
    assertThat(ended.get("status").textValue()).isEqualTo("completed");
    assertThat(ended.get("attempt").intValue()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void aRefusalEndsTheTask() {
    site.answers(422, "wrong", "Content-Type", "text/plain");
    JsonNode ended = Runs.run(api, task(Map.of("url", site.url("/"))));
    assertThat(ended.get("status").textValue()).isEqualTo("failed");
    assertThat(ended.get("attempt").intValue()).isEqualTo(1);
    assertThat(ended.get("response").get("body").textValue()).isEqualTo("wrong");
    assertThat(ended.get("error").get("message").textValue()).endsWith(" answered 422.");
  }

  @Test
  void whatIsNotAllowedIsNotCalled() {
    JsonNode notNamed = Runs.run(api, task(Map.of("url", site.url("localhost", "/"))));
    assertThat(notNamed.get("status").textValue()).isEqualTo("failed");
    assertThat(notNamed.get("error").get("message").textValue()).contains("TASKYARD_HTTP_ALLOW ");
    JsonNode inside = Runs.run(api, task(Map.of("url", "http://169.254.169.254/latest/meta-data")));
    assertThat(inside.get("status").textValue()).isEqualTo("failed");
    assertThat(inside.get("error").get("message").textValue())
        .contains("TASKYARD_HTTP_ALLOW_PRIVATE");
    assertThat(site.asked()).isEmpty();
  }

  @Test
  void aCancelBreaksOffACallThatDoesNotEnd() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch broken = new CountDownLatch(1);
    site.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          asked.countDown();
          try {
            while (!closed.await(50, TimeUnit.MILLISECONDS)) {
              exchange.getResponseBody().write('.');
              exchange.getResponseBody().flush();
            }
          } catch (IOException nobodyReads) {
            broken.countDown();
          } catch (InterruptedException stopped) {
            // the site is closed
          }
        });
    String id = Runs.create(api, task(Map.of("url", site.url("/"), "timeout_seconds", 240)));
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(api.post("/v2/task/cancel/" + id, null).status()).isEqualTo(202);
    assertThat(Runs.ended(api, id).get("status").textValue()).isEqualTo("cancelled");
    assertThat(broken.await(60, TimeUnit.SECONDS)).as("nobody reads any more").isTrue();
  }
}
