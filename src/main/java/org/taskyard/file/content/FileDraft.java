package org.taskyard.file.content;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.taskyard.digest.Sha256;

/**
 * A file being written: what is put in goes to the database chunk by chunk, each in a short
 * transaction of its own, and at most one chunk is in memory. Nobody sees it before {@link
 * WriteFile#finish}. Not for several threads.
 */
public final class FileDraft extends OutputStream {

  /** Bytes of each chunk but the last. */
  public static final int CHUNK_BYTES = 256 * 1024;

  private final WriteFile writer;
  private final UUID id;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final MessageDigest digest = Sha256.begin();
  private byte[] digested;
  private int filled;
  private int chunks;

  FileDraft(WriteFile writer, UUID id) {
    this.writer = writer;
    this.id = id;
  }

  /** The id that the file will have. */
  public UUID id() {
    return id;
  }

  /** Bytes put in so far. */
  public long size() {
    return (long) chunks * CHUNK_BYTES + filled;
  }

  @Override
  public void write(int oneByte) {
    chunk[filled++] = (byte) oneByte;
    if (filled == CHUNK_BYTES) {
      writeChunk();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, CHUNK_BYTES - filled);
      System.arraycopy(bytes, offset + done, chunk, filled, part);
      filled += part;
      done += part;
      if (filled == CHUNK_BYTES) {
        writeChunk();
      }
    }
  }

  private void writeChunk() {
    digest.update(chunk, 0, filled);
    writer.append(id, chunks, chunk);
    filled = 0;
    chunks++;
  }

  /** SHA-256 of all that was put in; after that nothing more is. */
  public byte[] digested() {
    if (digested == null) {
      digest.update(chunk, 0, filled);
      digested = digest.digest();
    }
    return digested.clone();
  }

  /** What is not written yet: the last chunk, shorter than the others; empty if there is none. */
  byte[] rest() {
    return Arrays.copyOf(chunk, filled);
  }

  int chunks() {
    return chunks;
  }
}
