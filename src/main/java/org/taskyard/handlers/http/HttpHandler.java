package org.taskyard.handlers.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.taskyard.execution.Handles;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.settings.HttpSettings;
import org.taskyard.settings.Settings;

/**
 * Calls an allowed URL and keeps the answer as the task's response. What may get better is tried
 * again, when the other side says so if it does; a refusal of the other side ends the task.
 */
@ApplicationScoped
@Handles("HttpHandler")
public class HttpHandler implements TaskHandler {

  private static final int SHOWN_OF_BODY = 500;

  private final HttpCalls calls;
  private final Supplier<Instant> clock;
  private final AllowedHosts allowed;
  private final WebhookSignature signature;
  private final CircuitBreaker breaker = new CircuitBreaker(System::nanoTime);

  /** For the container's proxy. */
  protected HttpHandler() {
    calls = null;
    clock = null;
    allowed = null;
    signature = null;
  }

  @Inject
  HttpHandler(HttpCalls calls, Settings settings) {
    this(calls, SharedTime::now, settings.http());
  }

  HttpHandler(HttpCalls calls, Supplier<Instant> clock, HttpSettings settings) {
    this.calls = calls;
    this.clock = clock;
    allowed = new AllowedHosts(settings.allow());
    signature = new WebhookSignature(settings.webhookSecrets());
  }

  @Override
  public Outcome handle(TaskContext task) throws CallFailed {
    HttpCall call;
    try {
      call = HttpCall.read(task.request());
    } catch (InvalidInput faults) {
      return Outcome.giveUp("The request: " + faults.inOneLine());
    }
    if (!allowed.allow(call)) {
      return Outcome.giveUp(
          call.place() + " may not be called: the setting TASKYARD_HTTP_ALLOW does not name it.");
    }
    Duration rest = breaker.ask(call.place());
    return rest.isZero()
        ? call(call, task)
        : Outcome.retryLater(
            rest, call.place() + " has failed several times in a row and is left alone.");
  }

  private Outcome call(HttpCall call, TaskContext task) throws CallFailed {
    HttpAnswer answer;
    try {
      answer = calls.call(call, ours(call, task), task::cancelled);
    } catch (CheckedAddresses.Refused refused) {
      breaker.untold(call.place());
      return Outcome.giveUp(
          call.place()
              + " may not be called: it has no public address, and the setting"
              + " TASKYARD_HTTP_ALLOW_PRIVATE does not name the one it has.");
    } catch (IOException unanswered) {
      if (task.cancelled()) {
        breaker.untold(call.place());
      } else {
        breaker.failed(call.place());
      }
      throw CallFailed.unanswered(call, unanswered);
    } catch (RuntimeException fault) {
      breaker.untold(call.place());
      throw fault;
    }
    if (answer.status() >= 500) {
      breaker.failed(call.place());
    } else {
      breaker.succeeded(call.place());
    }
    return outcome(call, answer, task);
  }

  /** What this service says of itself. Another attempt is the same message, signed anew. */
  private Map<String, String> ours(HttpCall call, TaskContext task) {
    Map<String, String> ours = new LinkedHashMap<>();
    String id = task.id().toString();
    if (!call.isSafe() && !call.hasHeader("Idempotency-Key")) {
      ours.put("Idempotency-Key", '"' + id + '"');
    }
    if (!call.hasHeader("traceparent")) {
      task.traceparent().ifPresent(trace -> ours.put("traceparent", trace));
    }
    if (signature.isMade()) {
      long timestamp = clock.get().getEpochSecond();
      ours.put("webhook-id", id);
      ours.put("webhook-timestamp", Long.toString(timestamp));
      ours.put("webhook-signature", signature.of(id, timestamp, call.body()));
    }
    return ours;
  }

  private Outcome outcome(HttpCall call, HttpAnswer answer, TaskContext task) throws CallFailed {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return Outcome.done(answer.response());
    }
    task.log(
        call.place()
            + " answered "
            + status
            + ": "
            + new String(
                answer.body(),
                0,
                Math.min(SHOWN_OF_BODY, answer.body().length),
                StandardCharsets.UTF_8));
    if (status == 429 || status == 503) {
      Optional<Duration> wait = RetryAfter.of(answer, clock);
      if (wait.isPresent()) {
        return Outcome.retryLater(
            wait.get(),
            call.place()
                + " answered "
                + status
                + ", to ask again in "
                + wait.get().toSeconds()
                + " s.");
      }
    }
    if (status >= 500 || status == 429 || status == 408 || status == 425) {
      throw CallFailed.answered(call, status);
    }
    return Outcome.giveUp(
        call.place()
            + " answered "
            + status
            + (status < 400 ? "; redirects are not followed." : "."),
        answer.response());
  }
}
