package org.taskyard.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Room on the disk that is kept for a PostgreSQL which has ended because there was none: recovery
 * needs a segment of WAL, and then gives back those that it has read.
 */
record Reserve(Path file) {

  static final int SIZE = 32 * 1024 * 1024;

  /** Takes the room, if enough is left beside it; what is not there now may be there later. */
  void keep() {
    try {
      if (!Files.exists(file) && usable() > 4L * SIZE) {
        fill();
      }
    } catch (IOException full) {
      give();
    }
  }

  private void fill() throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1024 * 1024);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int written = 0; written < SIZE; written += block.capacity()) {
        block.clear();
        while (block.hasRemaining()) {
          channel.write(block);
        }
      }
    }
  }

  private long usable() throws IOException {
    return Files.getFileStore(file.getParent()).getUsableSpace();
  }

  /** Whether that little is left that PostgreSQL cannot recover. */
  boolean isNeeded() throws IOException {
    return usable() < SIZE;
  }

  /** Gives it up; false if there was none. */
  boolean give() {
    return file.toFile().delete();
  }
}
