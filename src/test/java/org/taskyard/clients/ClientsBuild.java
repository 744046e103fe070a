package org.taskyard.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.taskyard.support.Contract;
import org.taskyard.support.Programs;

/**
 * Makes the clients of {@code examples/clients} as docs/clients.md says, below target/: with Maven,
 * and with npm. Both fetch what is not in their caches yet.
 */
final class ClientsBuild {

  static final Path DOCUMENT = Contract.DOCUMENT.toAbsolutePath();
  private static final Path EXAMPLE = Path.of("examples/clients");
  private static final Path PROJECT = Path.of("target/clients").toAbsolutePath();
  private static boolean done;

  private ClientsBuild() {}

  /** Makes all of it, once in a run; returns the folder. */
  static synchronized Path run() throws IOException {
    if (!done) {
      copy();
      Programs.need("npm");
      CompletableFuture<Void> npm = CompletableFuture.runAsync(ClientsBuild::tools);
      run(
          property("taskyard.maven", "mvn"),
          "-B",
          "-q",
          "-Dmaven.repo.local=" + property("taskyard.repository", repository()),
          "-Dtaskyard.openapi=" + DOCUMENT,
          "compile");
      npm.join();
      done = true;
    }
    return PROJECT;
  }

  /** The linters and the compiler of TypeScript, as package-lock.json has them. */
  private static void tools() {
    try {
      Path lock = PROJECT.resolve("package-lock.json");
      Path installed = PROJECT.resolve("node_modules/installed.json");
      if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  /**
   * Runs a program in the folder.
   *
   * @return what it has written
   * @throws AssertionError with that, if it failed
   */
  static String run(String... command) throws IOException {
    ProcessBuilder program =
        new ProcessBuilder(command).directory(PROJECT.toFile()).redirectErrorStream(true);
    program.environment().put("JAVA_HOME", System.getProperty("java.home"));
    program.environment().put("PYTHONPATH", PROJECT.resolve("target/python").toString());
    Process process = program.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed: " + output);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
    return output;
  }

  /** Runs one of the tools of npm. */
  static String tool(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PROJECT + "/node_modules/.bin/" + name));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private static String repository() {
    return Path.of(System.getProperty("user.home"), ".m2/repository").toString();
  }

  private static String property(String name, String otherwise) {
    String value = System.getProperty(name, "");
    return value.isEmpty() ? otherwise : value;
  }

  /** The sources, without what a build may have left. */
  private static void copy() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = EXAMPLE.relativize(file);
        if (!relative.startsWith("target") && !relative.startsWith("node_modules")) {
          Path copied = PROJECT.resolve(relative);
          Files.createDirectories(copied.getParent());
          Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
