package org.taskyard.launch;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.taskyard.settings.DataPath;

/**
 * Where Payara Micro unpacks itself, and where temporary files go: a directory of this process
 * under the data directory, where no cleaner of /tmp comes by. It is held by a lock that ends with
 * the process, however that ends: what a killed node has left (130 MB) is found and removed by the
 * next one. A process id would not do, for it means something in one container only.
 */
final class ServerDirectory {

  private static final String PREFIX = "server-";
  private static final String LOCK = "lock";

  /** Payara makes URLs of paths, and looks for variables in them. */
  private static final Pattern NOT_FOR_THE_SERVER = Pattern.compile("[?\\[\\]$]");

  /** Referred to for as long as the process lives. */
  private static FileChannel held;

  private ServerDirectory() {}

  /** A new directory for this process, after removing those of dead ones. */
  static Path create(Path dataDir) {
    if (NOT_FOR_THE_SERVER.matcher(DataPath.real(dataDir).toString()).find()) {
      throw new Refusal(
          "TASKYARD_DATA_DIR is \""
              + dataDir
              + "\", where the server cannot be unpacked: name a directory whose path has no ?, [, ]"
              + " or $.");
    }
    try {
      DataPath.make(dataDir);
      // whoever looks for directories without an owner waits until a new one has its lock
      try (FileChannel turn = open(dataDir.resolve("server.lock"));
          FileLock taken = turn.lock()) {
        removeLeftOvers(dataDir);
        return createHeld(dataDir);
      }
    } catch (IOException fault) {
      throw new Refusal(
          "The server cannot be unpacked in "
              + dataDir
              + " ("
              + fault
              + "): name a directory by TASKYARD_DATA_DIR that this user may write to.");
    }
  }

  private static Path createHeld(Path dataDir) throws IOException {
    // not by createTempDirectory, which would settle for good where temporary files go
    Path directory = dataDir.resolve(PREFIX + UUID.randomUUID());
    DataPath.make(directory);
    held = open(directory.resolve(LOCK));
    held.lock();
    System.setProperty(
        "java.io.tmpdir", Files.createDirectory(directory.resolve("tmp")).toString());
    return directory;
  }

  private static void removeLeftOvers(Path dataDir) throws IOException {
    try (DirectoryStream<Path> servers = Files.newDirectoryStream(dataDir, PREFIX + "*-*")) {
      for (Path server : servers) {
        if (Files.isDirectory(server)) {
          removeUnlessHeld(server);
        }
      }
    }
  }

  private static void removeUnlessHeld(Path server) throws IOException {
    try (FileChannel lock = open(server.resolve(LOCK));
        FileLock free = lock.tryLock()) {
      if (free != null) {
        remove(server);
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    for (Path path : tree(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.deleteIfExists(path);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, CREATE, WRITE);
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
