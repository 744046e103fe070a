import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built jar on the database of the benchmark; started by the first adapter, used by those that come after it. */
final class Service implements AutoCloseable {

  private final Map<String, String> options;
  private final Path mark;
  private Process process;
  private int port;

  Service(Map<String, String> options) {
    this.options = options;
    mark = Path.of(System.getProperty("java.io.tmpdir"), "taskyard-peer-" + options.get("port") + "-" + options.get("db"));
  }

  int port() {
    return port;
  }

  /** Attaches to a server that is there, or starts one; returns once it is ready. */
  void open() throws Exception {
    if (Files.exists(mark)) {
      port = Integer.parseInt(Files.readString(mark));
      if (answers()) {
        return;
      }
    }
    port = freePort();
    process = start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(250);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("the server did not start");
      }
      Thread.sleep(200);
    }
    WarmUp.run(port, Integer.parseInt(options.getOrDefault("warm", "60")));
    Files.writeString(mark, Integer.toString(port));
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>(List.of("java", "-Xmx1g"));
    command.addAll(List.of(options.getOrDefault("jvm", "-XX:+UseParallelGC").split(",")));
    command.addAll(List.of("-jar", options.get("jar"), "--port", Integer.toString(port)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(
        Map.of(
            "TASKYARD_DB_URL", "jdbc:postgresql://127.0.0.1:" + options.get("port") + "/" + options.get("db"),
            "TASKYARD_DB_USER", "postgres",
            "TASKYARD_AUTH", "none"));
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private boolean answers() {
    try (Http http = new Http(port)) {
      return http.get("/health/ready").status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    if (process != null) {
      Files.deleteIfExists(mark);
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
