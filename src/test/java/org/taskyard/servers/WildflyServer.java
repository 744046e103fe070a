package org.taskyard.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.taskyard.support.Eventually;

/** WildFly, by jboss-cli. */
final class WildflyServer extends AppServer {

  private static final int OFFSET = 12_000;

  private Process process;
  private String deployed;

  WildflyServer(Path home) {
    super(home);
  }

  @Override
  void configure(Database database) {
    Path lib = home.resolve("standalone/lib");
    Commands.copyDriver(lib);
    cli(
        "embed-server --server-config=standalone.xml",
        "module add --name=org.postgresql --resources="
            + lib.resolve("postgresql.jar")
            + " --dependencies=java.sql,java.naming,java.management",
        "/subsystem=datasources/jdbc-driver=postgresql:add(driver-name=postgresql,driver-module-name=org.postgresql)",
        "data-source add --name=taskyard --jndi-name=java:/jdbc/taskyard --driver-name=postgresql"
            + " --connection-url=\""
            + database.url()
            + "?stringtype=unspecified&options=-c%20jit=off\" --user-name=postgres --password=none"
            + " --max-pool-size=60 --transaction-isolation=TRANSACTION_READ_COMMITTED",
        "stop-embedded-server");
  }

  @Override
  void start() {
    Commands.write(home.resolve("standalone/log/server.log"), "");
    process =
        Commands.start(
            home,
            settings("java:/jdbc/taskyard"),
            home.resolve("bin/standalone.sh").toString(),
            "-Djboss.socket.binding.port-offset=" + OFFSET);
    Thread reader = new Thread(this::drain, "output of WildFly");
    reader.setDaemon(true);
    reader.start();
    Eventually.holds("WildFly runs", () -> log().contains("WFLYSRV0025"));
  }

  private void drain() {
    try (var output = process.getInputStream()) {
      output.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (java.io.IOException ended) {
      // so has the server
    }
  }

  @Override
  void stop() {
    if (process == null || !process.isAlive()) {
      return;
    }
    manage("shutdown");
    try {
      process.waitFor(2, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The name of a WAR is its context root here. */
  @Override
  void deploy(Path war, String root) {
    String name = root.isEmpty() ? "ROOT.war" : root.substring(1) + ".war";
    String force = name.equals(deployed) ? " --force" : "";
    manage("deploy " + war + " --name=" + name + " --runtime-name=" + name + force);
    deployed = name;
  }

  @Override
  void undeploy() {
    manage("undeploy " + deployed);
    deployed = null;
  }

  private String log() {
    return Commands.read(home.resolve("standalone/log/server.log"));
  }

  @Override
  int port() {
    return 8080 + OFFSET;
  }

  @Override
  long pid() {
    return process.descendants().findFirst().map(ProcessHandle::pid).orElse(process.pid());
  }

  private void manage(String command) {
    Commands.run(
        home,
        Map.of(),
        home.resolve("bin/jboss-cli.sh").toString(),
        "--connect",
        "--controller=127.0.0.1:" + (9990 + OFFSET),
        "--command=" + command);
  }

  private void cli(String... lines) {
    Path script = home.resolve("configure.cli");
    Commands.write(script, String.join("\n", lines) + "\n");
    Commands.run(home, Map.of(), home.resolve("bin/jboss-cli.sh").toString(), "--file=" + script);
  }
}
