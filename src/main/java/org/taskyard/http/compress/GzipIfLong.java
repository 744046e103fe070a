package org.taskyard.http.compress;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The body of an answer: compressed as soon as it is long enough for that, as it is if it ends
 * before. Holds {@link Compress#LEAST} bytes at most, besides what is written in one piece with its
 * length, which is packed in memory so that it has a length again.
 */
final class GzipIfLong extends OutputStream {

  private final OutputStream out;
  private final MultivaluedMap<String, Object> headers;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream(Compress.LEAST);
  private Fast packed;

  GzipIfLong(OutputStream out, MultivaluedMap<String, Object> headers) {
    this.out = out;
    this.headers = headers;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (packed != null) {
      packed.write(bytes, offset, length);
    } else if (start.size() + length < Compress.LEAST) {
      start.write(bytes, offset, length);
    } else if (isWhole(length)) {
      whole(bytes, offset, length);
    } else {
      Compress.announce(headers);
      packed = new Fast(out);
      start.writeTo(packed);
      packed.write(bytes, offset, length);
    }
  }

  private boolean isWhole(int length) {
    Object announced = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
    return start.size() == 0 && announced != null && announced.toString().equals("" + length);
  }

  private void whole(byte[] bytes, int offset, int length) throws IOException {
    ByteArrayOutputStream gathered = new ByteArrayOutputStream(length / 4);
    try (Fast packing = new Fast(gathered)) {
      packing.write(bytes, offset, length);
    }
    Compress.announce(headers);
    headers.putSingle(HttpHeaders.CONTENT_LENGTH, gathered.size());
    gathered.writeTo(out);
  }

  @Override
  public void flush() throws IOException {
    if (packed != null) {
      packed.flush();
    }
  }

  /** Writes the rest; not for an answer that broke off. */
  void finish() throws IOException {
    if (packed != null) {
      packed.finish();
    } else {
      start.writeTo(out);
    }
  }

  /** Gives memory back that the JVM does not count. */
  void release() {
    if (packed != null) {
      packed.release();
    }
  }

  /** At the lowest level: callers wait for the processor more often than for the network. */
  private static final class Fast extends GZIPOutputStream {

    private static final int BUFFER = 8 * 1024;

    Fast(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }

    void release() {
      def.end();
    }

    @Override
    public void close() throws IOException {
      super.close();
      release();
    }
  }
}
