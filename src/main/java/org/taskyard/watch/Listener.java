package org.taskyard.watch;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.taskyard.access.Principal;
import org.taskyard.json.Json;
import org.taskyard.watch.EventFilter.Belonging;

/**
 * A caller that listens: what it wants, how far it has read, and its connection. For the thread of
 * {@link Broadcast} alone.
 */
final class Listener {

  private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(15);
  private static final long OLDEST = TimeUnit.HOURS.toNanos(1);

  private final EventFilter filter;
  private final EventStream stream;
  private final String lastEventId;
  private final String address;
  private final Principal principal;

  /** Not all at once, when many have come at once. */
  private final long until =
      System.nanoTime() + OLDEST - ThreadLocalRandom.current().nextLong(OLDEST / 10);

  private long lastWritten = System.nanoTime();
  private Position position;
  private boolean live;
  private Backlog backlog;

  /**
   * @param lastEventId where it wants to read on, null if only what is new
   * @param address of the caller
   */
  Listener(
      EventFilter filter,
      String lastEventId,
      String address,
      Principal principal,
      EventStream stream) {
    this.filter = filter;
    this.lastEventId = lastEventId;
    this.address = address;
    this.principal = principal;
    this.stream = stream;
  }

  EventFilter filter() {
    return filter;
  }

  String lastEventId() {
    return lastEventId;
  }

  String address() {
    return address;
  }

  Principal principal() {
    return principal;
  }

  EventStream stream() {
    return stream;
  }

  /** How far it has read; null before it was let in. */
  Position position() {
    return position;
  }

  /** True if it gets what is new when everybody does. */
  boolean isLive() {
    return live;
  }

  Backlog backlog() {
    return backlog;
  }

  void readBacklog(Backlog missed) {
    backlog = missed;
  }

  /** Lets it in where the others are. */
  void enter(Position now, String greeting) {
    position = now;
    live = true;
    write("retry: 2000\n" + greeting + "id: " + now.id() + "\n\n");
    stream.push();
  }

  /** Lets it in where it was. */
  void enterBehind(Position before) {
    position = before;
    write("retry: 2000\n: reads on\n\n");
    stream.push();
  }

  /**
   * Takes events from where it is, as far as there is room.
   *
   * @param next the snapshot that they are seen by
   * @param whole whether there are no more of them
   * @return false if there was no room for all
   */
  boolean take(List<TaskEvent> events, Map<UUID, Belonging> whose, Snapshot next, boolean whole) {
    Position read = position;
    TaskEvent.Told waiting = null;
    for (TaskEvent event : events) {
      int first = event.seq() == position.seq() ? position.index() + 1 : 0;
      for (int i = first; i < event.taskIds().size(); i++) {
        if (takes(event, event.taskIds().get(i), whose)) {
          if (waiting != null) {
            tell(waiting, read);
            if (!stream.hasRoom()) {
              position = read;
              live = false;
              return false;
            }
          }
          waiting = event.told(i);
          read = position.within(next, event.seq(), i);
        }
      }
    }
    if (whole) {
      read = Position.at(next);
    } else if (!events.isEmpty()) {
      TaskEvent last = events.get(events.size() - 1);
      read = position.within(next, last.seq(), last.taskIds().size() - 1);
    }
    if (waiting != null) {
      tell(waiting, read);
      stream.push();
    }
    position = read;
    return true;
  }

  private boolean takes(TaskEvent event, UUID task, Map<UUID, Belonging> whose) {
    return filter.takes(event) && filter.takes(task) && filter.takes(whose.get(task));
  }

  /** It has read all that the others have. */
  void catchUp() {
    live = true;
    backlog = null;
  }

  private void tell(TaskEvent.Told told, Position at) {
    write("id: " + at.id() + "\ndata: " + Json.write(told) + "\n\n");
  }

  private void write(String text) {
    lastWritten = System.nanoTime();
    stream.write(text);
  }

  /** Shows it, and all between, that the connection lives; ends it when it is old or dead. */
  void beat() {
    long now = System.nanoTime();
    if (stream.isStuck()) {
      stream.close();
    } else if (now - until > 0) {
      stream.end("retry: 1000\n: connect again\n\n");
    } else if (position != null && now - lastWritten > HEARTBEAT) {
      write(": still here\nid: " + position.id() + "\n\n");
      stream.push();
    }
  }
}
