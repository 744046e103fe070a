package org.taskyard.servers;

import java.net.URI;
import java.nio.file.Path;
import org.taskyard.support.Api;

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

  final void restart() {
    stop();
    start();
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
