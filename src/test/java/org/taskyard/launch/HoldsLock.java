package org.taskyard.launch;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** A process that holds the lock of a file until it is ended, as a node in any container does. */
final class HoldsLock implements AutoCloseable {

  private final Process process;

  HoldsLock(Path file) throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    HoldsLock.class.getName(),
                    file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != '.') {
      throw new AssertionError("the lock is not held");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Holds the lock of the file that is named until the end of its input. */
  public static void main(String[] file) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(file[0]), CREATE, WRITE)) {
      channel.lock();
      System.out.print('.');
      System.out.flush();
      System.in.read();
    }
  }
}
