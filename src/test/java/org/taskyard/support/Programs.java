package org.taskyard.support;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Programs that tests of the examples call. On a fresh Debian they are fetched from its packages,
 * which needs root.
 */
public final class Programs {

  private Programs() {}

  /** Makes sure that the program is there; its Debian package has the same name. */
  public static synchronized void need(String program) {
    if (isThere(program)) {
      return;
    }
    String output =
        run("apt-get", "update")
            + run("apt-get", "install", "-y", "--no-install-recommends", program);
    if (!isThere(program)) {
      throw new AssertionError(
          "This test needs "
              + program
              + "; install it, or run the tests as root on Debian. apt-get said: "
              + output);
    }
  }

  /** Whether the program can be called. */
  public static boolean isThere(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String run(String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output;
    } catch (IOException absent) {
      return absent.getMessage();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
