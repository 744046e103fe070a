package org.taskyard.roster;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.taskyard.database.pool.SeenTenant;

/**
 * The remote workers that asked this node for tasks since it last announced itself. In memory, so
 * that a claim does not pay for it; only a handler that this node has not announced lately is
 * written at once, so that it is known to the cluster before its claim looks for tasks.
 */
@ApplicationScoped
public class HeardWorkers {

  /** More names than that between two announcements are written at once, and forgotten here. */
  private static final int MOST = 10_000;

  private static final long LATELY = TimeUnit.SECONDS.toNanos(30);

  @EJB private AnnounceServed announceServed;

  private final Set<Served> heard = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> announced = new ConcurrentHashMap<>();

  /**
   * A remote worker asks for tasks of these handlers.
   *
   * @param tenant whose tasks it gets; empty for everybody's
   */
  public void heard(Collection<String> handlers, String worker, String tenant) {
    boolean news = heard.size() >= MOST;
    for (String handler : handlers) {
      heard.add(Served.byWorker(handler, worker, tenant));
      Long last = announced.get(handler);
      news |= last == null || System.nanoTime() - last > LATELY;
    }
    if (news) {
      announce(Set.of());
    }
  }

  /** Writes what was heard, and what the node says of itself. */
  void announce(Collection<Served> own) {
    Set<Served> all = new LinkedHashSet<>(own);
    for (Iterator<Served> each = heard.iterator(); each.hasNext(); ) {
      all.add(each.next());
      each.remove();
    }
    long now = System.nanoTime();
    // workers of other tenants, too, whoever's request this is
    try (SeenTenant.Limit limit = SeenTenant.limit(SeenTenant.ALL)) {
      announceServed.announce(all);
    } catch (RuntimeException failed) {
      all.stream().filter(Served::remote).limit(MOST).forEach(heard::add);
      throw failed;
    }
    announced.values().removeIf(last -> now - last > LATELY);
    all.forEach(served -> announced.put(served.handler(), now));
  }
}
