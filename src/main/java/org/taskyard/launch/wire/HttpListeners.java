package org.taskyard.launch.wire;

import java.lang.annotation.Annotation;
import java.util.Collection;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.threadpool.GrizzlyExecutorService;

/** Reaches the HTTP listeners of the running server. */
public final class HttpListeners {

  /**
   * Bytes that a connection buffers for a client that does not read, before writers have to wait.
   * The engine's own bound is four times what the system buffers, 10 MB between programs on one
   * machine.
   */
  private static final int MOST_PENDING = 256 * 1024;

  /** Threads that the server has for requests, unless its pool says otherwise. */
  private static final int THREADS = 200;

  private HttpListeners() {}

  /**
   * Puts the filters and the bound into every HTTP listener. Called by the launcher by name, as it
   * lives in another class loader; and reaches the listeners by name, as Payara publishes no types
   * for them.
   *
   * @param perAddress connections that one address may have; 0: any number
   * @param perLoopback the same for loopback
   */
  public static void install(int perAddress, int perLoopback) throws ReflectiveOperationException {
    ClassLoader server = HttpListeners.class.getClassLoader();
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
        FilterChain chain = (FilterChain) transport.getProcessor();
        // listeners may share a chain
        if (chain.indexOfType(Callers.class) < 0) {
          install(chain, threads(transport));
          chain.add(0, new ConnectionsPerAddress(perAddress, perLoopback));
        }
        transport.getAsyncQueueIO().getWriter().setMaxPendingBytesPerConnection(MOST_PENDING);
      }
    }
  }

  private static Object call(Object habitat, String method, Class<?> type)
      throws ReflectiveOperationException {
    Class<?> locator =
        HttpListeners.class.getClassLoader().loadClass("org.glassfish.hk2.api.ServiceLocator");
    return locator
        .getMethod(method, Class.class, Annotation[].class)
        .invoke(habitat, type, new Annotation[0]);
  }

  private static int threads(NIOTransport transport) {
    return transport.getWorkerThreadPool() instanceof GrizzlyExecutorService pool
        ? pool.getConfiguration().getMaxPoolSize()
        : THREADS;
  }

  /** Of five threads two may wait for bodies, and two for callers to take their answers. */
  private static void install(FilterChain chain, int threads) {
    chain.add(chain.size() - 1, new GatherBodies(Math.max(1, threads * 2 / 5)));
    chain.add(chain.size() - 1, new Callers());
    EarlyBytes.install(chain, chain.indexOfType(TransportFilter.class) + 1);
    SlowCallers.install(chain, Math.max(1, threads * 2 / 5));
  }
}
