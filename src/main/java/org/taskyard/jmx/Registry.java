package org.taskyard.jmx;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Authors;
import org.taskyard.cluster.DrainNode;
import org.taskyard.database.pool.Pools;
import org.taskyard.execution.node.Dispatcher;
import org.taskyard.execution.node.NodeName;
import org.taskyard.observe.Metrics;
import org.taskyard.roster.ConfigureHandler;
import org.taskyard.ticks.EachSecond;
import org.taskyard.upkeep.vitals.HandlerBoard;

/** The MBeans of this copy of the application, from its start until it is undeployed. */
@ApplicationScoped
public class Registry implements EachSecond {

  private static final Logger LOG = Logger.getLogger(Registry.class.getName());
  private static final Pattern PLAIN = Pattern.compile("[^,=:\"*?\n]+");

  @Resource ManagedThreadFactory threads;
  @Inject Metrics metrics;
  @Inject Dispatcher dispatcher;
  @Inject HandlerBoard board;
  @Inject Pools pools;
  @EJB ConfigureHandler configureHandler;
  @EJB DrainNode drainNode;
  @Inject NodeName node;
  @Inject Authors authors;

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Set<ObjectName> fixed = new HashSet<>();
  private final Map<String, ObjectName> handlers = new HashMap<>();
  private String context;
  private ClassLoader application;

  /**
   * Registers all, in a thread of the application.
   *
   * @param contextRoot distinguishes copies in one server
   */
  synchronized void open(String contextRoot) {
    context = contextRoot.isEmpty() ? "/" : contextRoot;
    application = Thread.currentThread().getContextClassLoader();
    fixed.add(register("Node", "", new Node(metrics, dispatcher, this::drain), NodeMXBean.class));
    fixed.add(register("Queue", "", new Queue(metrics, board), QueueMXBean.class));
    for (String pool : pools.names()) {
      fixed.add(register("Pool", pool, new Pool(pool, metrics), PoolMXBean.class));
    }
    tick();
  }

  /** Keeps a bean for each handler that has figures of its own. */
  @Override
  public synchronized void tick() {
    if (context == null) {
      return;
    }
    List<String> known = board.handlers();
    for (String gone : Set.copyOf(handlers.keySet())) {
      if (!known.contains(gone)) {
        unregister(handlers.remove(gone));
      }
    }
    for (String handler : known) {
      handlers.computeIfAbsent(
          handler,
          name ->
              register(
                  "Handler", name, new Handler(name, board, this::pause), HandlerMXBean.class));
    }
  }

  /** Removes all. */
  synchronized void close() {
    context = null;
    fixed.forEach(this::unregister);
    handlers.values().forEach(this::unregister);
    fixed.clear();
    handlers.clear();
  }

  private <T> ObjectName register(String type, String name, T bean, Class<T> shown) {
    String key = "org.taskyard:type=" + type + ",context=" + value(context);
    try {
      ObjectName full = new ObjectName(name.isEmpty() ? key : key + ",name=" + value(name));
      server.registerMBean(new InApplication(bean, shown, application), full);
      return full;
    } catch (JMException refused) {
      throw new IllegalStateException("JMX does not take " + key + " " + name, refused);
    }
  }

  private void unregister(ObjectName name) {
    try {
      server.unregisterMBean(name);
    } catch (JMException gone) {
      LOG.log(Level.FINE, "Unregistered by somebody else: {0}", name);
    }
  }

  private static String value(String text) {
    return PLAIN.matcher(text).matches() ? text : ObjectName.quote(text);
  }

  private void pause(String handler, boolean paused) {
    change(() -> configureHandler.pause(handler, paused));
  }

  private void drain(boolean drain) {
    change(
        () -> {
          drainNode.drain(node.name(), drain);
          return drain;
        });
  }

  /** In a thread of the server's: the caller's knows no application. */
  private <T> void change(Supplier<T> work) {
    FutureTask<T> change = new FutureTask<>(() -> authors.as(Author.service("jmx"), work));
    threads.newThread(change).start();
    try {
      change.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      LOG.log(Level.WARNING, "JMX cannot change what it was asked to", failed.getCause());
      // a console knows no class of ours
      throw new IllegalStateException(String.valueOf(failed.getCause().getMessage()));
    }
  }
}
