package org.taskyard.watch;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.taskyard.access.Door;
import org.taskyard.access.Principal;
import org.taskyard.database.pool.SeenTenant;
import org.taskyard.settings.Settings;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.task.waiting.TasksEnded;
import org.taskyard.ticks.Lookout;
import org.taskyard.watch.EventFilter.Belonging;

/**
 * Reads the events of the whole cluster, once for all who listen on this node, and hands them out.
 * A listener that is behind, because it was away or is slow, reads what it has missed at its own
 * pace.
 */
@ApplicationScoped
public class Broadcast {

  private static final long INTERVAL_MS = 300;
  private static final long GAP_MS = 20;
  private static final int ROWS = 200;

  /** Where that many events are is kept in memory for each who reads on, 20 bytes each. */
  static final int MOST_MISSED = 1_000_000;

  /** How many read on at the same time; the others wait for their turn. */
  private static final int MOST_BEHIND = 4;

  @Resource ManagedThreadFactory threads;
  @EJB ReadEvents events;
  @Inject Settings settings;
  @Inject Door door;

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private Lookout lookout;
  private Position live;

  @PostConstruct
  void prepare() {
    lookout = new Lookout("events", threads, INTERVAL_MS, GAP_MS, this::isAwaited, this::look);
  }

  /**
   * Opens a stream for one more who listens. One at a time, so that the bounds hold.
   *
   * @param lastEventId where it wants to read on, null if only what is new
   * @param principal who listens; the stream ends when its right does
   * @param answer suspended, not answered yet
   * @throws org.taskyard.refusal.ServiceException if too many listen
   */
  synchronized void listen(
      EventFilter filter,
      String lastEventId,
      Principal principal,
      HttpServletRequest request,
      AsyncResponse answer)
      throws IOException {
    String address = request.getRemoteAddr();
    admit(address);
    EventStream stream = EventStream.open(request, answer);
    listeners.add(new Listener(filter, lastEventId, address, principal, stream));
    lookout.begin();
  }

  /** Those who have gone have left their places, also before the next look ends their streams. */
  private void admit(String address) {
    List<Listener> there = listeners.stream().filter(one -> !one.stream().isOver()).toList();
    if (there.size() >= settings.eventsListeners()) {
      throw new WatchErrors.NodeIsFull(settings.eventsListeners());
    }
    long own = there.stream().filter(one -> one.address().equals(address)).count();
    if (own >= settings.eventsPerCaller()) {
      throw new WatchErrors.CallerListensOften(settings.eventsPerCaller());
    }
  }

  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksSubmitted hint) {
    hint();
  }

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) TasksEnded hint) {
    hint();
  }

  private void hint() {
    if (!listeners.isEmpty()) {
      lookout.hint();
    }
  }

  /** Who comes after nobody listened begins with what is new then. */
  private boolean isAwaited() {
    if (listeners.isEmpty()) {
      live = null;
    }
    return !listeners.isEmpty();
  }

  private void look() {
    endThoseWhoHaveGone();
    try {
      if (live == null) {
        live = Position.at(events.now());
      }
      listeners.stream().filter(one -> one.position() == null).forEach(this::letIn);
      handOut();
      if (live.next() == null) {
        helpThoseBehind();
      }
    } finally {
      listeners.forEach(Listener::beat);
    }
  }

  private void endThoseWhoHaveGone() {
    for (Listener listener : listeners) {
      if (listener.stream().isOver() || !door.stillHolds(listener.principal())) {
        listeners.remove(listener);
        listener.stream().close();
      }
    }
  }

  private void letIn(Listener listener) {
    String id = listener.lastEventId();
    Position before = id == null ? null : Position.of(id);
    if (id == null) {
      listener.enter(live, "");
    } else if (before == null || !events.keeps(before)) {
      reset(listener, "Last-Event-ID is older than what is kept, or none of this service");
    } else {
      listener.enterBehind(before);
    }
  }

  private void reset(Listener listener, String reason) {
    listener.enter(live, "event: reset\ndata: {\"reason\": \"" + reason + "\"}\n");
  }

  private void handOut() {
    ReadEvents.News news = events.after(live, ROWS);
    List<Listener> all = listeners.stream().filter(Listener::isLive).toList();
    Map<UUID, Belonging> whose = whose(news.events(), all);
    all.forEach(each -> each.take(news.events(), whose, news.next(), news.whole()));
    if (news.whole()) {
      live = Position.at(news.next());
    } else {
      TaskEvent last = news.events().get(news.events().size() - 1);
      live = live.within(news.next(), last.seq(), last.taskIds().size() - 1);
      lookout.hint();
    }
  }

  private void helpThoseBehind() {
    listeners.stream()
        .filter(one -> one.position() != null && !one.isLive() && one.stream().hasRoom())
        .limit(MOST_BEHIND)
        .forEach(this::helpWithinItsTenant);
  }

  private void helpWithinItsTenant(Listener listener) {
    try (SeenTenant.Limit limit = SeenTenant.limit(listener.filter().owner().tenant())) {
      help(listener);
    }
  }

  /** Reads a part of what it has missed; then it is where the others were, or are. */
  private void help(Listener listener) {
    lookout.hint();
    if (listener.backlog() == null) {
      Backlog missed =
          events.backlog(listener.position(), live.seen(), listener.filter(), MOST_MISSED);
      if (missed == null) {
        reset(listener, "Too many events were missed");
        return;
      }
      listener.readBacklog(missed);
    }
    Backlog backlog = listener.backlog();
    List<TaskEvent> part = events.rows(backlog.next(ROWS, ReadEvents.MOST_BYTES));
    Map<UUID, Belonging> whose = whose(part, List.of(listener));
    if (!listener.take(part, whose, backlog.end(), backlog.isRead())) {
      backlog.backTo(listener.position().seq());
    } else if (backlog.isRead()) {
      listener.readBacklog(null);
      if (listener.position().equals(live)) {
        listener.catchUp();
      }
    }
  }

  /** Asked only for what somebody may want and cannot tell by the event itself. */
  private Map<UUID, Belonging> whose(List<TaskEvent> told, Collection<Listener> to) {
    Set<UUID> tasks = new HashSet<>();
    List<EventFilter> filters =
        to.stream().map(Listener::filter).filter(EventFilter::asksWhose).toList();
    for (EventFilter filter : filters) {
      told.stream()
          .filter(filter::takes)
          .flatMap(event -> event.taskIds().stream())
          .filter(filter::takes)
          .forEach(tasks::add);
    }
    return events.whose(tasks);
  }

  @PreDestroy
  void stop() {
    lookout.close();
  }

  /** Sends all away, to other nodes. */
  void sendAway() {
    lookout.close();
    listeners.forEach(each -> each.stream().end("retry: 1000\n: this node stops\n\n"));
  }
}
