package org.taskyard.handlers.transfer.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.taskyard.digest.Sha256;

/**
 * The ids of tasks made of rows that name none: always the same for a row of an import, so that an
 * import which is run again finds what it made before. The checkpoint cannot tell it that: it ends
 * with the run.
 *
 * <p>An id begins as the import's own does (its time, in version 7) and goes on with the line, so
 * that the ids of a file lie side by side in the database's indexes; the rest is a digest of the
 * import and its source.
 */
final class RowIds {

  private static final int LINE_BITS_LOW = 24;
  private static final int DIGEST_BITS = 38;
  private static final long CUSTOM = 8;

  private final long start;
  private final long end;

  /**
   * @param source what is imported: the lines of another source are other rows
   */
  RowIds(UUID task, String source) {
    long version = task.version() == 7 ? 7 : CUSTOM;
    start = (task.getMostSignificantBits() & 0xffff_ffff_ffff_0000L) | version << 12;
    end = Long.MIN_VALUE | digest(task + " " + source) >>> (Long.SIZE - DIGEST_BITS);
  }

  /** The id of the row that begins on that line. */
  UUID of(long line) {
    long high = line >>> LINE_BITS_LOW & 0xfff;
    long low = line & (1 << LINE_BITS_LOW) - 1;
    return new UUID(start | high, end | low << DIGEST_BITS);
  }

  private static long digest(String text) {
    return ByteBuffer.wrap(Sha256.of(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
