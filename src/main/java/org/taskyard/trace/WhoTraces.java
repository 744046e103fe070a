package org.taskyard.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.CDI;
import org.taskyard.settings.SettingsSource;

/**
 * Makes spans where there is somebody to take them: the server's telemetry, or who else has made
 * itself known to the API, such as the Java agent.
 */
@ApplicationScoped
class WhoTraces {

  @Produces
  @ApplicationScoped
  Traces traces() {
    try {
      Class.forName("io.opentelemetry.api.OpenTelemetry", false, WhoTraces.class.getClassLoader());
    } catch (ClassNotFoundException without) {
      return new NoTraces();
    }
    return WithApi.traces();
  }

  /** A class of its own: loaded only where the API is. */
  private static final class WithApi {

    /**
     * The server's is asked for only if it is switched on, as MicroProfile Telemetry says: that of
     * Payara is always there, with spans that go nowhere, in traces that are not the caller's.
     */
    private static Traces traces() {
      Instance<OpenTelemetry> ofServer = CDI.current().select(OpenTelemetry.class);
      boolean on = "false".equalsIgnoreCase(SettingsSource.value("otel.sdk.disabled"));
      OpenTelemetry taken =
          on && ofServer.isResolvable() ? ofServer.get() : GlobalOpenTelemetry.get();
      return taken.getTracerProvider() == TracerProvider.noop()
          ? new NoTraces()
          : new OpenTelemetryTraces(taken);
    }
  }
}
