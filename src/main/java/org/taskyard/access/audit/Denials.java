package org.taskyard.access.audit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.taskyard.access.Denied;
import org.taskyard.access.Owner;
import org.taskyard.json.Json;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/**
 * Records who was not let in. Equal denials are counted together: the first is written within a
 * second, the further ones of a minute as one row at its end. However many come, from wherever, the
 * refused request pays for a count in memory, and the table gets at most two rows a minute for each
 * of {@value #KINDS} kinds; what is of none of these is counted as one kind more.
 */
@ApplicationScoped
public class Denials implements EachSecond {

  static final int KINDS = 100;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final Author ANYBODY =
      new Author("unknown", null, Owner.NO_TENANT, null, null, null, null);
  private static final Kind OTHERS = new Kind(ANYBODY, "others", null);

  @Resource ManagedThreadFactory threads;
  @Inject Audit audit;

  private final LongSupplier nanos;
  private final Map<Kind, Count> kinds = new HashMap<>();
  private Signal signal;

  private record Kind(Author who, String reason, String route) {}

  private static final class Count {
    private long denials;
    private long due;
  }

  public Denials() {
    this(System::nanoTime);
  }

  Denials(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @PostConstruct
  void open() {
    signal = new Signal("audit of denials", threads, this::write);
  }

  /** Counts one. */
  void denied(@Observes Denied denied) {
    Author who =
        denied.principal() == null
            ? new Author("unknown", null, Owner.NO_TENANT, null, denied.address(), null, null)
            : Author.of(denied.principal(), denied.address(), null, null);
    add(new Kind(who, denied.reason(), denied.method() + " " + denied.route()), 1);
  }

  private synchronized void add(Kind kind, long denials) {
    Kind counted = kinds.containsKey(kind) || kinds.size() < KINDS ? kind : OTHERS;
    kinds.computeIfAbsent(counted, first -> due()).denials += denials;
  }

  private Count due() {
    Count count = new Count();
    count.due = nanos.getAsLong();
    return count;
  }

  @Override
  public void tick() {
    if (isAnyDue()) {
      signal.raise();
    }
  }

  private synchronized boolean isAnyDue() {
    long now = nanos.getAsLong();
    return kinds.values().stream().anyMatch(count -> count.due - now <= 0);
  }

  /** Writes what is due. If that fails, it is due again. */
  void write() {
    Map<Kind, Long> due = take();
    try {
      List<Change> changes = new ArrayList<>();
      due.forEach((kind, denials) -> changes.add(change(kind, denials)));
      audit.record(changes);
    } catch (RuntimeException failed) {
      putBack(due);
      throw failed;
    }
  }

  /** Forgets kinds of which none has come for a minute. */
  private synchronized Map<Kind, Long> take() {
    long now = nanos.getAsLong();
    Map<Kind, Long> taken = new HashMap<>();
    for (Iterator<Map.Entry<Kind, Count>> all = kinds.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Kind, Count> kind = all.next();
      Count count = kind.getValue();
      if (count.due - now > 0) {
        continue;
      }
      if (count.denials == 0) {
        all.remove();
      } else {
        taken.put(kind.getKey(), count.denials);
        count.denials = 0;
        count.due = now + MINUTE;
      }
    }
    return taken;
  }

  private synchronized void putBack(Map<Kind, Long> taken) {
    taken.forEach(
        (kind, denials) -> {
          Count count = kinds.get(kind);
          count.denials += denials;
          count.due = nanos.getAsLong();
        });
  }

  private static Change change(Kind kind, long denials) {
    return new Change(
        kind.who(),
        "access.deny",
        kind.route(),
        null,
        Json.MAPPER.createObjectNode().put("reason", kind.reason()).put("count", denials));
  }

  @PreDestroy
  void close() {
    signal.close();
  }
}
