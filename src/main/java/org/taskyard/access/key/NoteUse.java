package org.taskyard.access.key;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/**
 * Writes when keys were used last: at most once a minute for each, behind the requests, which
 * neither wait for it nor fail by it.
 */
@ApplicationScoped
public class NoteUse implements EachSecond {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  @Resource private ManagedThreadFactory threads;
  @EJB private WriteUse writeUse;

  /** When a use was noted here, by id. */
  private final Map<String, Long> noted = new ConcurrentHashMap<>();

  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private Signal writing;

  @PostConstruct
  void start() {
    writing = new Signal("last use of keys", threads, this::write);
  }

  /** The key of this id was used now. */
  void of(String id) {
    long now = System.nanoTime();
    Long last = noted.get(id);
    if (last == null || now - last > MINUTE) {
      noted.put(id, now);
      used.add(id);
    }
  }

  @Override
  public void tick() {
    if (!used.isEmpty()) {
      writing.raise();
    }
  }

  private void write() {
    List<String> ids = new ArrayList<>(used);
    used.removeAll(ids);
    long now = System.nanoTime();
    noted.values().removeIf(last -> now - last > MINUTE);
    writeUse.write(ids);
  }

  @PreDestroy
  void stop() {
    writing.close();
  }
}
