package org.taskyard.secrecy;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/**
 * What this node knows of what handlers mask and encrypt. Read anew each second, in the background,
 * so that a request costs nothing; a change holds on every node within two.
 */
@ApplicationScoped
public class KnownRules implements EachSecond {

  /** If the background falls behind so far, who asks reads it: nothing is shown by old rules. */
  private static final long OLDEST = TimeUnit.SECONDS.toNanos(5);

  private record Known(Map<String, Rules> rules, long since) {}

  @Resource private ManagedThreadFactory threads;
  @EJB private ReadRules readRules;

  private volatile Known known;
  private Signal reading;

  @PostConstruct
  void start() {
    reading = new Signal("rules of handlers", threads, this::refresh);
  }

  @Override
  public void tick() {
    reading.raise();
  }

  /** The rules of all handlers that have some. */
  public Map<String, Rules> all() {
    Known last = known;
    if (last == null || System.nanoTime() - last.since > OLDEST) {
      last = read();
    }
    return last.rules;
  }

  /** Those of one. */
  public Rules of(String handler) {
    return handler == null ? Rules.NONE : all().getOrDefault(handler, Rules.NONE);
  }

  /** Reads them now: this node itself has changed some. */
  public void refresh() {
    read();
  }

  /**
   * No lock is held meanwhile: Open Liberty lets the tick's call of the EJB wait until the
   * application has started, and the start asks for the rules, too.
   */
  private Known read() {
    long began = System.nanoTime();
    return keep(new Known(readRules.read(), began));
  }

  /** What was read later than that stays. */
  private synchronized Known keep(Known read) {
    if (known == null || read.since - known.since > 0) {
      known = read;
    }
    return known;
  }

  @PreDestroy
  void stop() {
    reading.close();
  }
}
