package org.taskyard.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.taskyard.digest.Sha256;
import org.taskyard.settings.StartupFailure;

/** PostgreSQL's programs, unpacked from the archive that the WAR carries for this platform. */
final class Program {

  private static final int OWNER_EXECUTES = 0100;
  private static final int BUFFER = 64 * 1024;

  private final Path home;
  private final Unprivileged user = Unprivileged.find();

  private Program(Path home) {
    this.home = home;
  }

  /**
   * Unpacks them, unless that is done already. The directory is named by what is in it, so that a
   * newer one stands beside it.
   */
  static Program unpack(Path dataDir) throws IOException {
    byte[] archive = archive();
    Path home = dataDir.resolve("program-" + digest(archive));
    if (!Files.isDirectory(home)) {
      // moved into place when it is whole: what a killed start leaves behind is written over, never
      // run
      Path unfinished = dataDir.resolve("program.unfinished");
      extract(archive, unfinished);
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new Program(home);
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String name =
        "/postgres-"
            + (system.startsWith("mac") ? "darwin" : system)
            + (machine.equals("aarch64") ? "-arm_64" : "-x86_64")
            + ".tgz";
    boolean known = List.of("amd64", "x86_64", "aarch64").contains(machine);
    try (InputStream in = Program.class.getResourceAsStream(name)) {
      if (known && in != null) {
        return in.readAllBytes();
      }
    }
    throw StartupFailure.because(
        "This Taskyard carries no PostgreSQL for "
            + system
            + " on "
            + machine
            + ": name an external one by TASKYARD_DB_URL.",
        null);
  }

  private static String digest(byte[] archive) {
    return HexFormat.of().formatHex(Sha256.of(archive), 0, 6);
  }

  private static void extract(byte[] archive, Path into) throws IOException {
    Files.createDirectories(into);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive), BUFFER))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(tar, entry, into.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink() || entry.isLink()) {
      Files.deleteIfExists(target);
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
    if ((entry.getMode() & OWNER_EXECUTES) != 0 && !target.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make " + target + " executable");
    }
  }

  /** The user that the programs run as. */
  Unprivileged user() {
    return user;
  }

  /**
   * Runs one of the programs to its end.
   *
   * @return what it said
   * @throws IOException if it did not end with 0; the message is the last line that it said
   */
  String run(String name, List<String> arguments) throws IOException {
    return run(List.of(), name, arguments);
  }

  /** The same behind the words of another command that runs it. */
  String run(List<String> prefix, String name, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(user.prefix());
    command.add(home.resolve("bin").resolve(name).toString());
    command.addAll(arguments);
    return Shell.run(command);
  }
}
