package org.taskyard.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Payara Micro unpacks itself: a temporary directory that names the process, so that what a
 * killed one left behind (130 MB) is found and removed by the next.
 */
final class ServerDirectory {

  private static final Pattern NAME = Pattern.compile("taskyard-server-(\\d+)-.*");

  private ServerDirectory() {}

  /** A new directory for this process, after removing those of dead ones. */
  static Path create() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    removeLeftOvers(temporary);
    return Files.createTempDirectory(
        temporary, "taskyard-server-" + ProcessHandle.current().pid() + "-");
  }

  private static void removeLeftOvers(Path temporary) throws IOException {
    try (Stream<Path> entries = Files.list(temporary)) {
      for (Path entry : entries.toList()) {
        Matcher name = NAME.matcher(entry.getFileName().toString());
        if (name.matches()
            && Files.isDirectory(entry)
            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          remove(entry);
        }
      }
    }
  }

  private static void remove(Path directory) {
    for (Path path : tree(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException notOurs) {
        // another user's, or removed by somebody else at the same time
        return;
      }
    }
  }

  /** Lets the JVM remove the directory at its end, after the server has stopped. */
  static void removeAtExit(Path directory) {
    // deleted in the reverse order of registration: what is in a directory goes before it
    tree(directory).forEach(path -> path.toFile().deleteOnExit());
  }

  private static List<Path> tree(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of();
    }
  }
}
