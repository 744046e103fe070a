package org.taskyard.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.UUID;

/** Spans by the API of OpenTelemetry. Not loaded where a server does not have it. */
final class OpenTelemetryTraces implements Traces {

  private final Tracer tracer;

  OpenTelemetryTraces(OpenTelemetry openTelemetry) {
    tracer = openTelemetry.getTracer("org.taskyard");
  }

  @Override
  public <T, E extends Exception> T create(
      String handler, int tasks, String traceparent, Work<T, E> work) throws E {
    String sent = Traceparent.read(traceparent);
    SpanBuilder span =
        begin("create", handler).setSpanKind(SpanKind.PRODUCER).setParent(parent(sent));
    if (tasks > 1) {
      span.setAttribute("messaging.batch.message_count", tasks);
    }
    return within(span.startSpan(), sent, work);
  }

  /** The server's own span of the request, if it makes one; else the caller's. */
  private static Context parent(String sent) {
    Context current = Context.current();
    return sent == null || Span.fromContext(current).getSpanContext().isValid()
        ? current
        : current.with(Span.wrap(remote(sent)));
  }

  @Override
  public <T, E extends Exception> T process(Attempt attempt, Work<T, E> work) throws E {
    SpanBuilder span =
        begin("process", attempt.handler()).setSpanKind(SpanKind.CONSUMER).setNoParent();
    span.setAttribute("messaging.message.id", attempt.task().toString());
    span.setAttribute("taskyard.attempt", attempt.number());
    if (attempt.traceparent() != null) {
      span.addLink(remote(attempt.traceparent()));
    }
    return within(span.startSpan(), attempt.traceparent(), work);
  }

  private SpanBuilder begin(String operation, String handler) {
    SpanBuilder span =
        tracer
            .spanBuilder(handler == null ? operation : operation + " " + handler)
            .setAttribute("messaging.system", "taskyard")
            .setAttribute("messaging.operation.name", operation)
            .setAttribute("messaging.operation.type", operation);
    return handler == null ? span : span.setAttribute("messaging.destination.name", handler);
  }

  private static SpanContext remote(String traceparent) {
    return SpanContext.createFromRemoteParent(
        Traceparent.traceId(traceparent),
        Traceparent.spanId(traceparent),
        TraceFlags.fromHex(Traceparent.flags(traceparent), 0),
        TraceState.getDefault());
  }

  private static <T, E extends Exception> T within(Span span, String otherwise, Work<T, E> work)
      throws E {
    try (Scope scope = span.makeCurrent()) {
      return work.within(new Spanned(span, otherwise));
    } catch (Throwable thrown) {
      failed(span, thrown.getClass().getName(), thrown.getMessage());
      throw thrown;
    } finally {
      span.end();
    }
  }

  private static void failed(Span span, String type, String message) {
    span.setAttribute("error.type", type);
    span.setStatus(StatusCode.ERROR, message == null ? "" : message);
  }

  /**
   * @param otherwise what is passed on if nobody records spans
   */
  private record Spanned(Span span, String otherwise) implements Current {
    @Override
    public String traceparent() {
      SpanContext context = span.getSpanContext();
      return context.isValid()
          ? Traceparent.of(
              context.getTraceId(), context.getSpanId(), context.getTraceFlags().asByte())
          : otherwise;
    }

    @Override
    public void task(UUID id) {
      span.setAttribute("messaging.message.id", id.toString());
    }

    @Override
    public void failed(String type, String message) {
      OpenTelemetryTraces.failed(span, type, message);
    }
  }
}
