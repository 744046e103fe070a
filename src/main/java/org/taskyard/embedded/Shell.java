package org.taskyard.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command to its end. */
final class Shell {

  private Shell() {}

  /**
   * Runs it without a shell in between.
   *
   * @return all that it said
   * @throws IOException if it cannot run, or did not end with 0
   */
  static String run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // messages that we pass on, and numbers that we read, in one language
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = waitFor(process);
    if (code != 0) {
      throw new IOException(lastLine(said, "it ended with " + code));
    }
    return said;
  }

  /**
   * Runs it for its exit code alone.
   *
   * @throws IOException if it cannot run
   */
  static int code(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return waitFor(process);
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /** The last line of a text that says something. */
  static String lastLine(String said, String otherwise) {
    return said.lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse(otherwise)
        .strip();
  }

  /** A word as a POSIX shell reads it. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
