package org.taskyard.launch.wire;

/**
 * Payara makes a span for every request, also where MicroProfile Telemetry is off, as it is by
 * default, and nobody gets to see it: a twentieth of the service's work for a create.
 */
public final class Tracing {

  private Tracing() {}

  /** Ends the tracing of all applications, unless it is switched on. Called by the launcher. */
  public static void endUnlessWanted() throws ReflectiveOperationException {
    if ("false".equalsIgnoreCase(System.getProperty("otel.sdk.disabled"))
        || "false".equalsIgnoreCase(System.getenv("OTEL_SDK_DISABLED"))) {
      return;
    }
    Class<?> applications = ServerInside.type("org.glassfish.internal.data.ApplicationRegistry");
    Object registry = ServerInside.service(applications);
    for (Object name :
        (Iterable<?>) applications.getMethod("getAllApplicationNames").invoke(registry)) {
      begin(name);
      end(applications.getMethod("get", String.class).invoke(registry, name));
    }
  }

  /** What the first request would do, and then no other one. */
  private static void begin(Object name) throws ReflectiveOperationException {
    Class<?> tracing = ServerInside.type("fish.payara.opentracing.OpenTracingService");
    tracing.getMethod("getTracer", String.class).invoke(ServerInside.service(tracing), name);
  }

  /** What the server does when an application leaves it. */
  private static void end(Object application) throws ReflectiveOperationException {
    Class<?> tracing = ServerInside.type("fish.payara.opentracing.OpenTelemetryService");
    Class<?> event = ServerInside.type("org.glassfish.api.event.EventListener$Event");
    Object unloaded =
        ServerInside.type("org.glassfish.internal.deployment.Deployment")
            .getField("APPLICATION_UNLOADED")
            .get(null);
    tracing
        .getMethod("event", event)
        .invoke(
            ServerInside.service(tracing),
            event
                .getConstructor(
                    ServerInside.type("org.glassfish.api.event.EventTypes"), Object.class)
                .newInstance(unloaded, application));
  }
}
