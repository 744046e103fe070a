package org.taskyard.execution.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.taskyard.execution.lease.Ending;

/**
 * Endings of runs that are not written yet. As many as were claimed at most, since a claim needs
 * the database too.
 */
final class Results {

  private static final int MOST = 500;
  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  private final Queue<Ending> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  void add(Ending ending) {
    queue.add(ending);
    size.incrementAndGet();
  }

  void addAll(Collection<Ending> endings) {
    endings.forEach(this::add);
  }

  int size() {
    return size.get();
  }

  /** Takes what one statement can write. */
  synchronized List<Ending> take() {
    List<Ending> batch = new ArrayList<>();
    int characters = 0;
    for (Ending next = queue.peek(); next != null; next = queue.peek()) {
      characters += characters(next);
      if (batch.size() == MOST || (characters > MOST_CHARACTERS && !batch.isEmpty())) {
        break;
      }
      batch.add(queue.poll());
      size.decrementAndGet();
    }
    return batch;
  }

  private static int characters(Ending ending) {
    String response = ending instanceof Ending.Final end ? end.response() : null;
    return response == null ? 0 : response.length();
  }
}
