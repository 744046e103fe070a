package org.taskyard.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.taskyard.settings.DataPath;
import org.taskyard.settings.StartupFailure;

/**
 * The data directory, locked for this process as long as it runs: the operating system gives the
 * lock free even after kill -9.
 */
final class DataDirectory {

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the directory if need be, and takes its lock.
   *
   * @throws StartupFailure if another Taskyard runs on it
   */
  static DataDirectory take(Path dataDir) throws IOException {
    DataPath.make(dataDir);
    Path path = dataDir.toRealPath();
    Path file = path.resolve("taskyard.lock");
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (channel.tryLock() == null) {
        String holder = Files.readString(file, StandardCharsets.US_ASCII).strip();
        channel.close();
        throw inUse(path, holder.isEmpty() ? "" : " (process " + holder + ")");
      }
    } catch (OverlappingFileLockException mine) {
      throw inUse(path, " in this very process");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
    return new DataDirectory(path, channel);
  }

  private static StartupFailure inUse(Path path, String by) {
    return StartupFailure.because(
        "Another Taskyard"
            + by
            + " runs on the data in "
            + path
            + ": stop it, or name another directory by TASKYARD_DATA_DIR.",
        null);
  }

  Path path() {
    return path;
  }

  /** PostgreSQL's own data directory. */
  Path cluster() {
    return path.resolve("postgresql");
  }

  /**
   * The file with the password of the database's user: others on this machine can reach the port,
   * too.
   */
  Path passwordFile() throws IOException {
    Path file = path.resolve("password");
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
    }
    return file;
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  void release() {
    try {
      lock.close();
    } catch (IOException alreadyClosed) {
      // then it is free
    }
  }
}
