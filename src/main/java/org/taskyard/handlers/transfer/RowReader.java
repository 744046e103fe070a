package org.taskyard.handlers.transfer;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads tasks from a file, row by row; holds no more than one row in memory, or a few lines of one
 * that is broken.
 */
public interface RowReader extends Closeable {

  /**
   * The next row, null behind the last one. A row that is no task is a row with a fault, never an
   * exception.
   */
  ImportRow next() throws IOException;

  /** Bytes read so far. */
  long position();

  /** The file as a whole cannot be read; says why, for the user. */
  final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }
}
