package org.taskyard.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.OwnPostgres;
import org.taskyard.support.ScratchData;

/** The table of docs/servers.md. */
class ServersIT {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path WAR = TARGET.resolve("taskyard.war");
  private static final String ROOT = "/taskyard";
  private static final int REDEPLOYMENTS = 10;

  private static OwnPostgres postgres;

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres = new OwnPostgres(ScratchData.create(TARGET.resolve("servers-data")));
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    postgres.close();
  }

  @Test
  void onPayaraServer() throws Exception {
    serves("payara6", PayaraServer::new);
  }

  @Test
  void onOpenLiberty() throws Exception {
    serves("wlp", LibertyServer::new);
  }

  @Test
  void onWildfly() throws Exception {
    serves("wildfly", WildflyServer::new);
  }

  /** At each context root, after a restart, and after redeployments, of which nothing is left. */
  private static void serves(String name, Function<Path, AppServer> make) throws Exception {
    postgres.createDatabase(name);
    try (AppServer server = make.apply(unpacked(name))) {
      server.configure(new AppServer.Database(postgres.port(), name));
      server.start();
      server.deploy(WAR, ROOT);
      new Acceptance(server.api(ROOT)).passes();
      assertThat(beans(server)).contains("Node", "Queue");
      server.restart(ROOT);
      new Acceptance(server.api(ROOT)).passes();
      for (int i = 0; i < REDEPLOYMENTS; i++) {
        server.undeploy();
        server.deploy(WAR, ROOT);
      }
      new Acceptance(server.api(ROOT)).passes();
      server.undeploy();
      assertNothingIsLeft(server);
      server.deploy(WAR, "");
      new Acceptance(server.api("")).passes();
    }
  }

  /** The directory that a server's archive contains. */
  private static Path unpacked(String name) throws IOException {
    try (Stream<Path> directories = Files.list(TARGET.resolve("servers"))) {
      return directories
          .filter(path -> path.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * No thread, and classes of at most two deployments, of eleven: one by the last conversion of a
   * method handle, which the JDK keeps, and one by what the server deployed last.
   */
  private static void assertNothingIsLeft(AppServer server) throws Exception {
    String pid = Long.toString(server.pid());
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    assertThat(jcmd(pid, "GC.class_histogram").lines())
        .filteredOn(line -> line.endsWith(" org.taskyard.settings.Settings"))
        .as("deployments whose classes are still there")
        .hasSizeLessThanOrEqualTo(2);
    assertThat(beans(server)).isEmpty();
    assertThat(jcmd(pid, "Thread.print").lines())
        .filteredOn(line -> line.startsWith("\"taskyard") || line.contains("org.taskyard."))
        .as("threads that still run")
        .isEmpty();
  }

  /** The types of our MBeans, as JConsole sees them. */
  private static Set<String> beans(AppServer server) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(server.pid()));
    JMXServiceURL agent = new JMXServiceURL(jvm.startLocalManagementAgent());
    try (JMXConnector connector = JMXConnectorFactory.connect(agent)) {
      return connector
          .getMBeanServerConnection()
          .queryNames(new ObjectName("org.taskyard:*"), null)
          .stream()
          .map(name -> name.getKeyProperty("type"))
          .collect(Collectors.toSet());
    } finally {
      jvm.detach();
    }
  }

  private static String jcmd(String pid, String command) {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Commands.run(TARGET, Map.of(), program, pid, command);
  }
}
