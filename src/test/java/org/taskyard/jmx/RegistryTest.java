package org.taskyard.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.audit.Authors;
import org.taskyard.cluster.DrainNode;
import org.taskyard.database.pool.Pools;
import org.taskyard.execution.node.Dispatcher;
import org.taskyard.execution.node.NodeName;
import org.taskyard.observe.Metrics;
import org.taskyard.roster.ConfigureHandler;
import org.taskyard.roster.HandlerView;
import org.taskyard.support.PlainThreads;
import org.taskyard.task.TaskStatus;
import org.taskyard.upkeep.vitals.HandlerBoard;
import org.taskyard.upkeep.vitals.HandlerFigures;

class RegistryTest {

  private static final String CONTEXT = "/registry-test";

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<String> changes = new ArrayList<>();
  private final List<ClassLoader> seen = new ArrayList<>();
  private final Registry registry = registry();
  private final Registry copy = registry();

  private Registry registry() {
    Registry made = new Registry();
    made.threads = new PlainThreads();
    made.authors = new Authors();
    made.metrics = new Metrics();
    made.dispatcher =
        new Dispatcher() {
          @Override
          public boolean isDrained() {
            seen.add(Thread.currentThread().getContextClassLoader());
            return super.isDrained();
          }
        };
    made.node = new NodeName();
    made.drainNode =
        new DrainNode() {
          @Override
          public void drain(String name, boolean drain) {
            changes.add((name.equals(made.node.name()) ? "this node" : name) + " " + drain);
          }
        };
    made.board = new HandlerBoard();
    made.pools = new Pools();
    made.configureHandler =
        new ConfigureHandler() {
          @Override
          public HandlerView pause(String name, boolean paused) {
            if (name.equals("Gone")) {
              throw new IllegalArgumentException("no such handler");
            }
            changes.add(name + " " + paused);
            return null;
          }
        };
    return made;
  }

  private static HandlerFigures figures(String handler, long pending) {
    Map<TaskStatus, Long> tasks =
        Set.of(TaskStatus.values()).stream()
            .collect(Collectors.toMap(s -> s, s -> s == TaskStatus.PENDING ? pending : 0L));
    return new HandlerFigures(handler, true, false, tasks, 4.5);
  }

  private static ObjectName name(String type, String rest) throws JMException {
    return new ObjectName("org.taskyard:type=" + type + ",context=" + CONTEXT + rest);
  }

  private Set<ObjectName> beans(String context) throws JMException {
    return server.queryNames(new ObjectName("org.taskyard:context=" + context + ",*"), null);
  }

  @BeforeEach
  void start() {
    registry.board.saw(List.of(figures("A", 7), figures("Gone", 0), figures("other", 2)));
    registry.open(CONTEXT);
  }

  @AfterEach
  void stop() {
    registry.close();
    copy.close();
  }

  @Test
  void beansShowTheFiguresOfMetricsInOpenTypesOnly() throws Exception {
    registry.metrics.counter("taskyard_claimed_total", "Claimed", () -> 12);
    assertThat(server.getAttribute(name("Node", ""), "Claimed")).isEqualTo(12L);
    assertThat(server.getAttribute(name("Queue", ""), "Pending")).isEqualTo(9L);
    assertThat(server.getAttribute(name("Queue", ""), "UnfoldedCounts")).isEqualTo(-1L);
    assertThat(server.getAttribute(name("Handler", ",name=A"), "Pending")).isEqualTo(7L);
    assertThat(server.getAttribute(name("Handler", ",name=A"), "OldestDueSeconds")).isEqualTo(4.5);
    for (ObjectName bean : beans(CONTEXT)) {
      assertThat(server.getMBeanInfo(bean).getAttributes())
          .isNotEmpty()
          .allMatch(attribute -> attribute.getDescriptor().getFieldValue("openType") != null);
    }
  }

  @Test
  void aConsoleWhoseThreadHasNoClassLoaderIsServedWithinTheApplication() throws Exception {
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(null);
    try {
      server.getAttribute(name("Node", ""), "Drained");
      server.getAttributes(name("Node", ""), new String[] {"Drained"});
      assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    } finally {
      Thread.currentThread().setContextClassLoader(application);
    }
    assertThat(seen).hasSize(2).containsOnly(application);
  }

  @Test
  void beansAreGoneAfterUndeployAndStayAway() throws Exception {
    assertThat(beans(CONTEXT)).hasSize(4);
    registry.close();
    registry.tick();
    assertThat(beans(CONTEXT)).isEmpty();
  }

  @Test
  void twoCopiesInOneServerDoNotCollide() throws Exception {
    copy.open("");
    registry.close();
    assertThat(beans("/")).hasSize(2);
  }

  @Test
  void handlersThatComeAndGoHaveBeansWhileTheyHaveFigures() throws Exception {
    registry.board.saw(List.of(figures("B", 1), figures("other", 2)));
    registry.tick();
    assertThat(beans(CONTEXT))
        .containsExactlyInAnyOrder(name("Node", ""), name("Queue", ""), name("Handler", ",name=B"));
  }

  @Test
  void pauseAndResumeChangeTheSettingsOfTheHandler() throws Exception {
    server.invoke(name("Handler", ",name=A"), "pause", null, null);
    server.invoke(name("Handler", ",name=A"), "resume", null, null);
    assertThat(changes).containsExactly("A true", "A false");
    assertThatThrownBy(() -> server.invoke(name("Handler", ",name=Gone"), "pause", null, null))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("no such handler");
  }

  @Test
  void drainAsksThisNodeToTakeNoTasksUntilItIsResumed() throws Exception {
    server.invoke(name("Node", ""), "drain", null, null);
    server.invoke(name("Node", ""), "resume", null, null);
    assertThat(changes).containsExactly("this node true", "this node false");
  }
}
