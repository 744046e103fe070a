package org.taskyard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Data directories of test runs: a new one for each run, those of earlier runs removed. */
public final class ScratchData {

  private ScratchData() {}

  /** An empty directory under {@code parent}, named by this process and made by the server. */
  public static Path create(Path parent) throws IOException {
    Files.createDirectories(parent);
    try (Stream<Path> earlier = Files.list(parent)) {
      for (Path directory : earlier.toList()) {
        removeUnlessInUse(directory);
      }
    }
    return parent.resolve(ProcessHandle.current().pid() + "-" + System.nanoTime());
  }

  private static void removeUnlessInUse(Path directory) throws IOException {
    String process = directory.getFileName().toString().replaceAll("-.*", "");
    if (process.matches("\\d+") && ProcessHandle.of(Long.parseLong(process)).isPresent()) {
      return;
    }
    // a test run that was killed leaves its PostgreSQL running
    postmaster(directory).ifPresent(ScratchData::end);
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException | UncheckedIOException gone) {
      // the other run that began at the same time removes it
      return;
    }
  }

  private static Optional<ProcessHandle> postmaster(Path directory) throws IOException {
    Path file = directory.resolve("postgresql/postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(process -> process.info().command().orElse("").startsWith(directory.toString()));
  }

  private static void end(ProcessHandle postmaster) {
    postmaster.destroyForcibly();
    try {
      postmaster.onExit().get(20, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | InterruptedException stillThere) {
      throw new IllegalStateException(
          "PostgreSQL of an earlier test run does not end: " + postmaster.pid(), stillThere);
    }
  }
}
