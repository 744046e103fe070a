package org.taskyard.watch;

import java.util.Arrays;
import java.util.List;

/** Where the events are that somebody has missed: in their order, read part by part. */
public final class Backlog {

  /** Some of the rows. */
  public record Part(List<Long> seqs, List<String> xids) {}

  private final Snapshot end;
  private long[] seqs = new long[64];
  private long[] xids = new long[64];
  private int[] bytes = new int[64];
  private int size;
  private int read;

  /**
   * @param end the snapshot that saw them all
   */
  Backlog(Snapshot end) {
    this.end = end;
  }

  Snapshot end() {
    return end;
  }

  /**
   * @param ofRow how large the row is
   */
  void add(long seq, long xid, int ofRow) {
    if (size == seqs.length) {
      seqs = Arrays.copyOf(seqs, size * 2);
      bytes = Arrays.copyOf(bytes, size * 2);
      xids = Arrays.copyOf(xids, size * 2);
    }
    seqs[size] = seq;
    xids[size] = xid;
    bytes[size] = ofRow;
    size++;
  }

  int size() {
    return size;
  }

  /** Reads on from that row, once more. */
  void backTo(long seq) {
    read = Arrays.binarySearch(seqs, 0, size, seq);
  }

  boolean isRead() {
    return read == size;
  }

  /**
   * The next rows, one at least.
   *
   * @param mostBytes of all of them
   */
  Part next(int most, int mostBytes) {
    int first = read;
    long sum = 0;
    while (read < size
        && read < first + most
        && (read == first || sum + bytes[read] <= mostBytes)) {
      sum += bytes[read++];
    }
    return new Part(
        Arrays.stream(seqs, first, read).boxed().toList(),
        Arrays.stream(xids, first, read).distinct().mapToObj(Long::toString).toList());
  }
}
