package org.taskyard.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The data directory as an absolute path that everybody can use who has to. */
public final class DataPath {

  /** PostgreSQL's tools write paths into commands of a shell, between double quotes. */
  private static final Pattern NOT_FOR_POSTGRESQL = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

  /** What the JVM puts in the place of bytes that are no letters in its locale. */
  private static final char UNREADABLE = '\uFFFD';

  private static final String KEY = "TASKYARD_DATA_DIR";

  private DataPath() {}

  /**
   * Reads it. Makes nothing.
   *
   * @param embedded whether the embedded PostgreSQL keeps its data there
   * @throws Settings.Wrong with a sentence that says what to do
   */
  static Path of(String value, boolean embedded) {
    return of(value, embedded, System::getenv);
  }

  static Path of(String value, boolean embedded, UnaryOperator<String> environment) {
    Path path = read(value, environment);
    Path real = real(path);
    if (embedded && NOT_FOR_POSTGRESQL.matcher(real.toString()).find()) {
      throw new Settings.Wrong(
          KEY
              + " is \""
              + real.toString().replaceAll("\\p{Cntrl}", "?")
              + "\", which PostgreSQL's tools cannot take: name a directory whose path has no \","
              + " $, `, \\ or control character.");
    }
    return path;
  }

  /** Makes it if it is not there, for this user alone. */
  public static void make(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  private static Path read(String value, UnaryOperator<String> environment) {
    try {
      Path path = Path.of(value);
      Path absolute = path.toAbsolutePath().normalize();
      boolean nameless = value.indexOf(UNREADABLE) >= 0;
      // the JVM has read the name of the working directory by its locale, too
      if (nameless || (!path.isAbsolute() && !Files.isDirectory(Path.of("").toAbsolutePath()))) {
        throw unreadable(value, environment);
      }
      return absolute;
    } catch (InvalidPathException fault) {
      if (value.chars().anyMatch(c -> c > '~')) {
        throw unreadable(value, environment);
      }
      throw new Settings.Wrong(KEY + " is \"" + value + "\"; allowed is a directory.");
    }
  }

  /** In a locale such as C, the JVM can name files by ASCII letters only. */
  private static Settings.Wrong unreadable(String value, UnaryOperator<String> environment) {
    String all = environment.apply("LC_ALL");
    return new Settings.Wrong(
        KEY
            + " is \""
            + value
            + "\", in a path with letters beyond ASCII, which the locale of this process ("
            + System.getProperty("sun.jnu.encoding")
            + ") does not know: start Taskyard with "
            + (all == null || all.isEmpty() ? "LANG" : "LC_ALL")
            + "=C.UTF-8, or name a directory in ASCII letters.");
  }

  /** With its links followed, as far as it is there. */
  public static Path real(Path path) {
    for (Path there = path; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(path));
      } catch (IOException notThere) {
        // one that is above it
      }
    }
    return path;
  }
}
