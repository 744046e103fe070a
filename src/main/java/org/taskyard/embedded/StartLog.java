package org.taskyard.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What PostgreSQL says about one start: in a file of its own first, and then in its log. */
final class StartLog {

  private final Path file;
  private final Path logs;
  private final Optional<Path> log;
  private final long length;

  /** Begins with the next start: what earlier ones have said is of no interest. */
  StartLog(Path file, Path logs) throws IOException {
    this.file = file;
    this.logs = logs;
    log = newest();
    length = log.isPresent() ? Files.size(log.get()) : 0;
    Files.deleteIfExists(file);
  }

  Path file() {
    return file;
  }

  /** Why it has not started, in one line: by its words, or else by those of pg_ctl. */
  String reason(String otherwise) throws IOException {
    if (Files.getFileStore(file.getParent()).getUsableSpace() < Reserve.SIZE) {
      return "no space is left on the disk of " + file.getParent();
    }
    String told = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    return end(told + grown()).orElse(otherwise) + " (see " + file + " and " + logs + ")";
  }

  private static Optional<String> end(String text) {
    return text.lines()
        .filter(line -> line.contains("FATAL:  ") || line.contains("PANIC:  "))
        .reduce((first, second) -> second)
        .map(line -> line.replaceFirst(".*?(FATAL|PANIC):  ", ""));
  }

  private String grown() throws IOException {
    Optional<Path> now = newest();
    if (now.isEmpty()) {
      return "";
    }
    byte[] all = Files.readAllBytes(now.get());
    int from = now.equals(log) && length <= all.length ? (int) length : 0;
    return new String(all, from, all.length - from, StandardCharsets.ISO_8859_1);
  }

  private Optional<Path> newest() throws IOException {
    if (!Files.isDirectory(logs)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(logs)) {
      return files.max(Comparator.comparing(StartLog::changed));
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
