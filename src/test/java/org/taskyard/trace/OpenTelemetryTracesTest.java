package org.taskyard.trace;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Spans as a tracing system gets them. */
class OpenTelemetryTracesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String CALLER = "00-" + TRACE + "-" + SPAN + "-01";
  private static final UUID TASK = UUID.fromString("01a20aee-9141-778d-840d-aed72c9629a7");

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetry openTelemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .build();
  private final Traces traces = new OpenTelemetryTraces(openTelemetry);

  @Test
  void aCreateIsASpanInTheCallersTrace() {
    String kept =
        traces.create(
            "Mail",
            1,
            CALLER,
            span -> {
              span.task(TASK);
              return span.traceparent();
            });
    SpanData create = only();
    assertThat(create.getName()).isEqualTo("create Mail");
    assertThat(create.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(create.getTraceId()).isEqualTo(TRACE);
    assertThat(create.getParentSpanId()).isEqualTo(SPAN);
    assertThat(attribute(create, "messaging.system")).isEqualTo("taskyard");
    assertThat(attribute(create, "messaging.operation.name")).isEqualTo("create");
    assertThat(attribute(create, "messaging.operation.type")).isEqualTo("create");
    assertThat(attribute(create, "messaging.destination.name")).isEqualTo("Mail");
    assertThat(attribute(create, "messaging.message.id")).isEqualTo(TASK.toString());
    assertThat(kept).isEqualTo("00-" + TRACE + "-" + create.getSpanId() + "-01");
  }

  @Test
  void theServersOwnSpanOfTheRequestIsTheParent() {
    Span request = openTelemetry.getTracer("server").spanBuilder("POST").startSpan();
    try (Scope scope = request.makeCurrent()) {
      traces.create("Mail", 1, CALLER, Traces.Current::traceparent);
    }
    assertThat(only().getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
  }

  @Test
  void aBatchIsOneSpanWithItsSize() {
    traces.create(null, 3, null, Traces.Current::traceparent);
    SpanData create = only();
    assertThat(create.getName()).isEqualTo("create");
    assertThat(create.getAttributes().get(longKey("messaging.batch.message_count"))).isEqualTo(3);
    assertThat(attribute(create, "messaging.destination.name")).isNull();
    assertThat(create.getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void anAttemptIsATraceOfItsOwnWithALinkToTheCreate() {
    String passedOn =
        traces.process(new Traces.Attempt(TASK, "Mail", 2, CALLER), Traces.Current::traceparent);
    SpanData process = only();
    assertThat(process.getName()).isEqualTo("process Mail");
    assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(process.getParentSpanContext().isValid()).isFalse();
    assertThat(process.getTraceId()).isNotEqualTo(TRACE);
    assertThat(process.getLinks()).hasSize(1);
    assertThat(process.getLinks().get(0).getSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(process.getLinks().get(0).getSpanContext().getSpanId()).isEqualTo(SPAN);
    assertThat(attribute(process, "messaging.operation.type")).isEqualTo("process");
    assertThat(attribute(process, "messaging.message.id")).isEqualTo(TASK.toString());
    assertThat(process.getAttributes().get(longKey("taskyard.attempt"))).isEqualTo(2);
    assertThat(passedOn).contains(process.getTraceId()).contains(process.getSpanId());
  }

  @Test
  void whatAHandlerDoesIsWithinItsSpan() {
    Span inner =
        traces.process(
            new Traces.Attempt(TASK, "Mail", 1, null),
            span -> openTelemetry.getTracer("client").spanBuilder("GET").startSpan());
    inner.end();
    SpanData process = exporter.getFinishedSpanItems().get(0);
    SpanData client = exporter.getFinishedSpanItems().get(1);
    assertThat(process.getLinks()).isEmpty();
    assertThat(client.getParentSpanId()).isEqualTo(process.getSpanId());
  }

  @Test
  void afterwardsTheThreadIsInNoSpan() {
    traces.process(new Traces.Attempt(TASK, "Mail", 1, null), span -> null);
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void whatFailedIsAnErrorOfItsType() {
    traces.process(
        new Traces.Attempt(TASK, "Mail", 1, null),
        span -> {
          span.failed("Timeout", "too long");
          return null;
        });
    assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(only().getStatus().getDescription()).isEqualTo("too long");
    assertThat(attribute(only(), "error.type")).isEqualTo("Timeout");
  }

  @Test
  void anExceptionGoesThroughAndIsAnError() {
    assertThatThrownBy(
            () ->
                traces.create(
                    "Mail",
                    1,
                    null,
                    span -> {
                      throw new IOException("away");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(attribute(only(), "error.type")).isEqualTo("java.io.IOException");
  }

  @Test
  void aTraceGoesOnThoughNobodyRecordsSpans() {
    for (Traces none :
        new Traces[] {new OpenTelemetryTraces(OpenTelemetry.noop()), new NoTraces()}) {
      assertThat(none.create("Mail", 1, CALLER, Traces.Current::traceparent)).isEqualTo(CALLER);
      assertThat(none.create("Mail", 1, "what", Traces.Current::traceparent)).isNull();
      assertThat(
              none.process(
                  new Traces.Attempt(TASK, "Mail", 1, CALLER), Traces.Current::traceparent))
          .isEqualTo(CALLER);
    }
  }

  private SpanData only() {
    assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    return exporter.getFinishedSpanItems().get(0);
  }

  private static String attribute(SpanData span, String name) {
    return span.getAttributes().get(stringKey(name));
  }
}
