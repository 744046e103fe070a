package org.taskyard.http.body;

import com.fasterxml.jackson.databind.SequenceWriter;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.taskyard.json.Json;

/**
 * A JSON array that may be more than what fits into memory: made and written piece by piece. One
 * that turns out to be short goes as one, with its length.
 */
public final class LongArray {

  private static final int SHORT = 1024 * 1024;

  /** What was made before it was known to be long. */
  private static final int MEMORY = 4 * SHORT;

  /** Makes the array. */
  @FunctionalInterface
  public interface Pieces {

    /**
     * Writes some items.
     *
     * @return false if these were the last
     */
    boolean next(SequenceWriter array) throws IOException;
  }

  private LongArray() {}

  /** The entity of an answer; what goes wrong before it is long becomes a problem. */
  public static Object of(Pieces pieces) throws IOException {
    MemoryShare.take(MEMORY);
    Turnout out = new Turnout();
    SequenceWriter array = Json.MAPPER.writer().writeValuesAsArray(out);
    boolean more = true;
    while (more && out.start.size() < SHORT) {
      more = pieces.next(array);
    }
    if (!more) {
      array.close();
      return out.start.toByteArray();
    }
    return (StreamingOutput)
        answer -> {
          out.to(answer);
          boolean left = true;
          while (left) {
            left = pieces.next(array);
          }
          // not if it broke off: what is cut must not look whole
          array.close();
        };
  }

  /** Keeps what is written until it knows where to. */
  private static final class Turnout extends OutputStream {
    private ByteArrayOutputStream start = new ByteArrayOutputStream();
    private OutputStream target = start;

    void to(OutputStream answer) throws IOException {
      start.writeTo(answer);
      start = null;
      target = answer;
    }

    @Override
    public void write(int one) throws IOException {
      target.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      target.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }
  }
}
