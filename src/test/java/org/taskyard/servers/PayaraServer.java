package org.taskyard.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.taskyard.support.TaskyardProcess;

/** Payara Server, by asadmin. */
final class PayaraServer extends AppServer {

  private static final String NAME = "taskyard";

  private final int port = TaskyardProcess.freePort();
  private final int admin = TaskyardProcess.freePort();

  PayaraServer(Path home) {
    super(home);
  }

  @Override
  void configure(Database database) {
    keepOnLoopback();
    Path domain = home.resolve("glassfish/domains/domain1");
    Commands.copyDriver(domain.resolve("lib"));
    start();
    asadmin(
        "create-jdbc-connection-pool",
        "--restype",
        "javax.sql.DataSource",
        "--datasourceclassname",
        "org.postgresql.ds.PGSimpleDataSource",
        "--maxpoolsize",
        "60",
        "--property",
        "serverName=127.0.0.1:portNumber=%d:databaseName=%s:user=postgres:password=none:stringType=unspecified"
            .formatted(database.port(), database.name()),
        "taskyard-pool");
    asadmin("create-jdbc-resource", "--connectionpoolid", "taskyard-pool", "jdbc/taskyard");
    stop();
  }

  private void keepOnLoopback() {
    Path file = home.resolve("glassfish/domains/domain1/config/domain.xml");
    String domain = Commands.read(file).replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"");
    domain =
        listener(
            listener(listener(domain, 8080, port), 8181, TaskyardProcess.freePort()), 4848, admin);
    for (String fixed : List.of("3700", "3820", "3920", "7676")) {
      String free = Integer.toString(TaskyardProcess.freePort());
      domain = domain.replace("port=\"" + fixed + '"', "port=\"" + free + '"');
      domain = domain.replace("value=\"" + fixed + '"', "value=\"" + free + '"');
    }
    domain = domain.replaceFirst("<hazelcast-runtime-configuration ", "$0enabled=\"false\" ");
    domain =
        domain.replaceFirst(
            "<jmx-connector ([^>]*)port=\"8686\"",
            "<jmx-connector $1port=\"" + TaskyardProcess.freePort() + "\"");
    Commands.write(file, domain);
  }

  private static String listener(String domain, int from, int to) {
    Matcher found = Pattern.compile("<network-listener port=\"" + from + "\"").matcher(domain);
    return found.replaceFirst("<network-listener address=\"127.0.0.1\" port=\"" + to + "\"");
  }

  @Override
  void start() {
    asadmin("start-domain", "domain1");
  }

  @Override
  void stop() {
    asadmin("stop-domain", "domain1");
  }

  @Override
  void deploy(Path war, String root) {
    asadmin(
        "deploy",
        "--force=true",
        "--name",
        NAME,
        "--contextroot",
        root.isEmpty() ? "/" : root,
        war.toString());
  }

  @Override
  void undeploy() {
    asadmin("undeploy", NAME);
  }

  @Override
  int port() {
    return port;
  }

  @Override
  long pid() {
    return Commands.pid(home.resolve("glassfish/domains/domain1/config/pid"));
  }

  private void asadmin(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("glassfish/bin/asadmin").toString(),
                "--interactive=false",
                "--port",
                Integer.toString(admin)));
    command.addAll(List.of(words));
    Commands.run(home, settings("jdbc/taskyard"), command.toArray(new String[0]));
  }
}
