package org.taskyard.launch.wire;

import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.nio.NIOTransport;
import org.taskyard.platform.StatusText;

/**
 * Installs the filters, writes the bodies that they send, and bounds what is gathered for clients.
 */
public final class WireProblems {

  static final String MEDIA_TYPE = "application/problem+json";

  /**
   * What a connection gathers for a client that does not read, before writers have to wait. The
   * engine's own bound is four times what the system buffers, 10 MB between programs on one
   * machine.
   */
  private static final int MOST_PENDING = 256 * 1024;

  private WireProblems() {}

  /**
   * Puts the filters and the bound into every HTTP listener of the running server. Called by the
   * launcher by name, as it lives in another class loader; and reaches the server's listeners by
   * name, as Payara publishes no types for them.
   */
  public static void install() throws ReflectiveOperationException {
    ClassLoader server = WireProblems.class.getClassLoader();
    Object habitat =
        server
            .loadClass("org.glassfish.internal.api.Globals")
            .getMethod("getDefaultHabitat")
            .invoke(null);
    Class<?> settings = server.loadClass("org.glassfish.grizzly.config.dom.NetworkListener");
    Class<?> grizzly = server.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyService");
    Object service = call(habitat, "getService", grizzly);
    for (Object listener : (Collection<?>) call(habitat, "getAllServices", settings)) {
      Object proxy = grizzly.getMethod("lookupNetworkProxy", settings).invoke(service, listener);
      if (proxy != null) {
        Object underlying = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
        NIOTransport transport =
            (NIOTransport) underlying.getClass().getMethod("getTransport").invoke(underlying);
        install((FilterChain) transport.getProcessor());
        transport.getAsyncQueueIO().getWriter().setMaxPendingBytesPerConnection(MOST_PENDING);
      }
    }
  }

  private static Object call(Object habitat, String method, Class<?> type)
      throws ReflectiveOperationException {
    Class<?> locator =
        WireProblems.class.getClassLoader().loadClass("org.glassfish.hk2.api.ServiceLocator");
    return locator
        .getMethod(method, Class.class, Annotation[].class)
        .invoke(habitat, type, new Annotation[0]);
  }

  private static void install(FilterChain chain) {
    if (chain.indexOfType(Callers.class) >= 0) {
      // listeners that share it
      return;
    }
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i) instanceof HttpServerFilter) {
        chain.add(i + 1, new ContainerErrors());
        chain.add(chain.size() - 1, new Callers());
        chain.add(i, new CodecErrors());
        EarlyBytes.install(chain, chain.indexOfType(TransportFilter.class) + 1);
        return;
      }
    }
  }

  /** A problem for a status and the path as it was sent. */
  static byte[] body(int status, String path) {
    StatusText text = StatusText.of(status);
    String json =
        String.format(
            Locale.ROOT,
            """
            {"type":"/docs/problems/%s","title":"%s","status":%d,"detail":"%s","instance":"%s"}\
            """,
            text.slug(),
            text.title(),
            status,
            text.detail(),
            escaped(path));
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String path) {
    StringBuilder json = new StringBuilder();
    for (char c : path.toCharArray()) {
      if (c == '"' || c == '\\' || c < ' ' || c > '~') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }
}
