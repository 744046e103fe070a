package org.taskyard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runnable jar as a process of its own, as an operator runs it. */
public final class TaskyardProcess implements AutoCloseable {

  private static final Path JAR = Path.of("target/taskyard.jar").toAbsolutePath();
  private static final Path LOGS = Path.of("target/process-logs").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** How a process ended that did not want to start. */
  public record Refusal(int exitCode, String said) {}

  private final Process process;
  private final int port;
  private final Path log;

  private TaskyardProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** A command line to be filled in: data directory, settings, options. */
  public static Launch on(Path dataDir) {
    return new Launch().with("TASKYARD_DATA_DIR", dataDir.toString());
  }

  /** What to start. */
  public static final class Launch {
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();

    /** One compiler only: most processes end soon, and the other took half of their start. */
    private final List<String> jvm =
        new ArrayList<>(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));

    private int port = freePort();
    private Path jar = JAR;

    private Launch() {}

    /** A setting, by its name in the environment. */
    public Launch with(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Launch option(String... words) {
      options.addAll(List.of(words));
      return this;
    }

    /** Options of the JVM, beside those of every test. */
    public Launch jvm(String... words) {
      jvm.addAll(List.of(words));
      return this;
    }

    /** Another runnable jar than the one of this build. */
    public Launch jar(Path other) {
      jar = other;
      return this;
    }

    public Launch port(int other) {
      port = other;
      return this;
    }

    /** Starts it and waits until it is ready; fails the test if it does not become so. */
    public TaskyardProcess start() {
      TaskyardProcess started = launch();
      started.awaitReady();
      return started;
    }

    /** Starts it in the belief that it refuses to run, and waits for its end. */
    public Refusal refuse() {
      try (TaskyardProcess started = launch()) {
        if (!started.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new AssertionError("It runs, and should have refused to: " + started.said());
        }
        return new Refusal(started.process.exitValue(), started.said());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }

    private TaskyardProcess launch() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvm);
      command.addAll(List.of("-jar", jar.toString(), "--port", Integer.toString(port)));
      command.addAll(options);
      try {
        Files.createDirectories(LOGS);
        Path log = Files.createTempFile(LOGS, "taskyard-", ".log");
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKYARD_"));
        builder.environment().putAll(environment);
        return new TaskyardProcess(builder.start(), port, log);
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }

  /** A port that nobody listens on at this moment. */
  public static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void awaitReady() {
    Instant end = Instant.now().plus(PATIENCE);
    try {
      // the last line of the welcome: the process itself says when it is ready
      while (!said().contains("Ctrl-C stops it.")) {
        if (process.waitFor(250, TimeUnit.MILLISECONDS) || Instant.now().isAfter(end)) {
          process.destroyForcibly();
          throw new AssertionError("It did not start: " + said());
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  public Api api() {
    return new Api(URI.create("http://127.0.0.1:" + port));
  }

  /** A counter of the engine, as it stands. */
  public long metric(String name) {
    Matcher found =
        Pattern.compile("(?m)^taskyard_" + name + "_total (\\d+)")
            .matcher(api().get("/metrics", "Accept", "text/plain").text());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** All that it has printed. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** kill -9: no hook runs, nothing is written, its PostgreSQL stays behind. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, and waits for the end. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("It does not end: " + said());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
