package org.taskyard.file.content;

import java.io.IOException;
import java.io.InputStream;

/** The content of a file as a stream that holds one chunk in memory and nothing open. */
public final class FileContent extends InputStream {

  private final ReadFile reader;
  private final FileView file;
  private byte[] chunk = new byte[0];
  private int loaded = -1;
  private long position;

  FileContent(ReadFile reader, FileView file) {
    this.reader = reader;
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws IOException if the file was deleted meanwhile
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position >= file.size()) {
      return -1;
    }
    load((int) (position / FileDraft.CHUNK_BYTES));
    int start = (int) (position % FileDraft.CHUNK_BYTES);
    int part = Math.min(length, chunk.length - start);
    System.arraycopy(chunk, start, into, offset, part);
    position += part;
    return part;
  }

  /** Moves on without reading what lies between. */
  @Override
  public long skip(long bytes) {
    long step = Math.max(0, Math.min(bytes, file.size() - position));
    position += step;
    return step;
  }

  private void load(int wanted) throws IOException {
    if (wanted == loaded) {
      return;
    }
    chunk =
        reader
            .chunk(file.fileId(), wanted)
            .orElseThrow(() -> new IOException("the file was deleted while it was read"));
    loaded = wanted;
  }
}
