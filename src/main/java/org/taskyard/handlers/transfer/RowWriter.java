package org.taskyard.handlers.transfer;

import java.io.IOException;
import java.io.OutputStream;
import org.taskyard.json.Json;
import org.taskyard.task.TaskView;

/** Writes tasks into a file, row by row, as {@link RowReader} reads them. */
public interface RowWriter {

  /** Writes a row. */
  void write(TaskView task) throws IOException;

  /** Hands on what is not written yet; after that nothing more is. */
  void finish() throws IOException;

  /** A JSON object per line. */
  static RowWriter ndjson(OutputStream out) {
    return new RowWriter() {
      @Override
      public void write(TaskView task) throws IOException {
        out.write(Json.bytes(task));
        out.write('\n');
      }

      @Override
      public void finish() {
        // nothing is held back
      }
    };
  }
}
