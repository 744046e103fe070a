package org.taskyard.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import org.taskyard.support.Api;
import org.taskyard.support.Eventually;

/** An application server as its administrator handles it. Loopback only. */
abstract class AppServer implements AutoCloseable {

  /** The directory that its archive was unpacked to. */
  final Path home;

  AppServer(Path home) {
    this.home = home;
  }

  /** Makes a data source of it, and the settings of Taskyard. */
  abstract void configure(Database database);

  abstract void start();

  abstract void stop();

  /** Deploys the WAR at a context root, and waits until it is there; throws with the log if not. */
  abstract void deploy(Path war, String root);

  /** Takes the application away, and waits until it has gone. */
  abstract void undeploy();

  abstract int port();

  /** The process of the server. */
  abstract long pid();

  /** Restarts with the application at that root, and waits until it is ready. */
  final void restart(String root) {
    stop();
    start();
    Eventually.seen("status of readiness", () -> readiness(root), status -> status == 200);
  }

  /** 0 if nobody answers. */
  private int readiness(String root) {
    try {
      URL ready = new URL("http://127.0.0.1:" + port() + root + "/health/ready");
      return ((HttpURLConnection) ready.openConnection()).getResponseCode();
    } catch (IOException away) {
      return 0;
    }
  }

  /** The environment of the server. */
  static Map<String, String> settings(String dataSource) {
    return Map.of(
        "TASKYARD_AUTH", "none",
        "TASKYARD_DATASOURCE", dataSource,
        "TASKYARD_HTTP_ALLOW", "127.0.0.1:*",
        "TASKYARD_HTTP_ALLOW_PRIVATE", "127.0.0.1");
  }

  final Api api(String root) {
    return new Api(URI.create("http://127.0.0.1:" + port() + root));
  }

  @Override
  public final void close() {
    stop();
  }

  /**
   * Where tasks are.
   *
   * @param port of a PostgreSQL on loopback whose user postgres needs no password
   */
  record Database(int port, String name) {

    String url() {
      return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }
  }
}
