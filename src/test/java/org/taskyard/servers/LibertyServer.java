package org.taskyard.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.taskyard.support.Eventually;
import org.taskyard.support.TaskyardProcess;

/** Open Liberty, by server.xml. */
final class LibertyServer extends AppServer {

  private static final String CONFIGURATION =
      """
      <server>
        <featureManager>
          <feature>restfulWS-3.1</feature> <feature>servlet-6.0</feature> <feature>cdi-4.0</feature>
          <feature>enterpriseBeansLite-4.0</feature> <feature>concurrent-3.0</feature>
          <feature>persistenceContainer-3.1</feature> <feature>jndi-1.0</feature>
        </featureManager>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
        <dataSource jndiName="jdbc/taskyard" isolationLevel="TRANSACTION_READ_COMMITTED">
          <jdbcDriver><library><file name="${server.config.dir}/lib/postgresql.jar"/></library></jdbcDriver>
          <connectionManager maxPoolSize="60"/>
          <properties.postgresql serverName="127.0.0.1" portNumber="%d" databaseName="%s"
              user="postgres" stringType="unspecified" options="-c jit=off"/>
        </dataSource>
        <!-- application -->
      </server>
      """;

  private final int port = TaskyardProcess.freePort();
  private final Path server;
  private String configuration;

  LibertyServer(Path home) {
    super(home);
    server = home.resolve("usr/servers/defaultServer");
  }

  @Override
  void configure(Database database) {
    Commands.copyDriver(server.resolve("lib"));
    configuration = CONFIGURATION.formatted(port, database.port(), database.name());
    Commands.write(server.resolve("server.xml"), configuration);
    Commands.write(
        server.resolve("server.env"),
        settings("jdbc/taskyard").entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("\n")));
  }

  @Override
  void start() {
    server("start");
  }

  @Override
  void stop() {
    server("stop");
  }

  @Override
  void deploy(Path war, String root) {
    int before = log().length();
    Commands.write(
        server.resolve("server.xml"),
        configuration.replace(
            "<!-- application -->",
            "<webApplication name=\"taskyard\" location=\"%s\" contextRoot=\"%s\"/>"
                .formatted(war, root.isEmpty() ? "/" : root)));
    await(before, "CWWKZ000[13]I", "CWWKZ0002E");
  }

  @Override
  void undeploy() {
    int before = log().length();
    Commands.write(server.resolve("server.xml"), configuration);
    await(before, "CWWKZ0009I", "CWWKZ0010");
  }

  private void await(int before, String good, String bad) {
    String said =
        Eventually.seen(
            "the server says " + good,
            () -> log().substring(before),
            log -> log.matches("(?s).*(" + good + "|" + bad + ").*"));
    if (said.matches("(?s).*" + bad + ".*")) {
      throw new AssertionError(said);
    }
  }

  private String log() {
    return Commands.read(server.resolve("logs/messages.log"));
  }

  @Override
  int port() {
    return port;
  }

  @Override
  long pid() {
    return Commands.pid(home.resolve("usr/servers/.pid/defaultServer.pid"));
  }

  private void server(String action) {
    Commands.run(home, Map.of(), home.resolve("bin/server").toString(), action, "defaultServer");
  }
}
