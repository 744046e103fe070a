package org.taskyard.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands of a server, and its log. */
final class Commands {

  private static final long PATIENCE_MINUTES = 5;

  private Commands() {}

  /** Runs a command to its end, and returns what it printed; fails if it fails. */
  static String run(Path folder, Map<String, String> environment, String... command) {
    Process process = start(folder, environment, command);
    try (var output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Starts a command that goes on. */
  static Process start(Path folder, Map<String, String> environment, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("TASKYARD_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The process that a server has written to a file. */
  static long pid(Path file) {
    return Long.parseLong(read(file).strip());
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** PostgreSQL's driver, as an administrator fetches it. */
  static void copyDriver(Path folder) {
    try {
      Path driver =
          Path.of(
              org.postgresql.Driver.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      Files.createDirectories(folder);
      Files.copy(
          driver,
          folder.resolve("postgresql.jar"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | java.net.URISyntaxException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
