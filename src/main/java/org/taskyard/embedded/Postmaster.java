package org.taskyard.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The process that all processes of a running PostgreSQL descend from. */
record Postmaster(ProcessHandle process) {

  /** The words of its command line, as a shell reads them. */
  static String options(int port) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("listen_addresses", "127.0.0.1");
    options.put("port", Integer.toString(port));
    options.put("unix_socket_directories", "");
    options.put("max_connections", "100");
    options.put("shared_buffers", "256MB");
    // an acknowledged task is on the disk; nobody may change that in a file
    options.put("fsync", "on");
    options.put("synchronous_commit", "on");
    options.put("full_page_writes", "on");
    options.put("timezone", "UTC");
    options.put("log_timezone", "UTC");
    // a log of a week, in the cluster's directory log/
    options.put("logging_collector", "on");
    options.put("log_filename", "postgresql-%a.log");
    options.put("log_rotation_age", "1d");
    options.put("log_rotation_size", "0");
    options.put("log_truncate_on_rotation", "on");
    return options.entrySet().stream()
        .map(option -> "-c " + Shell.quoted(option.getKey() + "=" + option.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** The file in which it leaves its process id. */
  static Path pidFile(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** That of this very cluster, if it lives and this process can see it. */
  static Optional<Postmaster> of(Path cluster) throws IOException {
    Path pidFile = pidFile(cluster);
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    String first = lines.isEmpty() ? "" : lines.get(0).strip();
    return first.matches("\\d{1,18}")
        ? ProcessHandle.of(Long.parseLong(first))
            .filter(process -> worksOn(process, cluster))
            .map(Postmaster::new)
            .filter(Postmaster::isAlive)
        : Optional.empty();
  }

  private static boolean worksOn(ProcessHandle process, Path cluster) {
    try {
      // on Linux: PostgreSQL's working directory is its cluster
      return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), cluster);
    } catch (IOException notLinux) {
      String[] arguments = process.info().arguments().orElse(new String[0]);
      return process.info().command().orElse("").endsWith("postgres")
          && Arrays.asList(arguments).contains(cluster.toString());
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive() && !isZombie();
  }

  /** In a container whose first process is this JVM, nobody takes note of the end of others. */
  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException notLinux) {
      return false;
    }
  }

  /** Sends a signal; true if it has ended by then. */
  boolean ends(String signal, int seconds) throws IOException {
    Shell.run(List.of("sh", "-c", "kill -" + signal + " " + pid()));
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException stillThere) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
