package org.taskyard.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.support.TestDatabase;

/** How watchers read on, and how long they can. */
class ReadOnTest {

  private static final EventFilter ANY =
      new EventFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Owner.ANYBODY);

  private static TestDatabase database;

  private final ReadEvents events = new ReadEvents();
  private Position position;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void begin() {
    events.sql = database.sql();
    position = Position.at(events.now());
  }

  @Test
  void whoReadsInSmallPartsGetsAllOfThemOnce() throws SQLException {
    List<UUID> made = new ArrayList<>();
    IntStream.range(0, 7).forEach(n -> made.add(database.aTask().insert()));
    List<UUID> read = new ArrayList<>();
    Position place = position;
    ReadEvents.News news;
    do {
      news = events.after(place, 3);
      for (TaskEvent event : news.events()) {
        if (event.seq() != place.seq()) {
          read.addAll(event.taskIds());
          place = place.within(news.next(), event.seq(), 0);
        }
      }
      // what comes meanwhile belongs to the next part
      database.aTask().insert();
    } while (!news.whole());
    assertThat(read).containsExactlyElementsOf(made);
  }

  @Test
  void aBacklogHoldsWhatWasMissedAndIsWanted() {
    UUID mine = database.aTask().of("Mine").insert();
    end(mine, "completed");
    UUID other = database.aTask().of("Other").insert();
    end(other, "completed");
    Snapshot now = events.now();
    database.aTask().of("Mine").insert();

    assertThat(missed(now, ANY)).hasSize(4);
    assertThat(
            missed(
                now,
                new EventFilter(
                    Set.of("Mine"),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Owner.ANYBODY)))
        .extracting(TaskEvent::status)
        .containsExactly("pending", "completed");
    assertThat(
            missed(
                now,
                new EventFilter(
                    Set.of(),
                    Set.of("completed"),
                    Set.of(other),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Owner.ANYBODY)))
        .extracting(TaskEvent::taskIds)
        .containsExactly(List.of(other));
    assertThat(events.backlog(position, now, ANY, 3)).isNull();
  }

  @Test
  void rowsOfManyTasksAreReadFewAtATime() {
    Position position = Position.at(events.now());
    for (int batch = 0; batch < 5; batch++) {
      database.run(
          "INSERT INTO task_event (slot, tenant, handler, status, task_ids)"
              + " SELECT 0, '', 'A', 'pending', array_agg(gen_random_uuid()) FROM generate_series(1, 15000)");
    }

    ReadEvents.News news = events.after(position, 100);
    assertThat(news.events()).hasSize(2);
    assertThat(news.whole()).isFalse();

    Backlog backlog = events.backlog(position, events.now(), ANY, 100);
    for (int rows : List.of(2, 2, 1)) {
      assertThat(events.rows(backlog.next(100, ReadEvents.MOST_BYTES))).hasSize(rows);
    }
    assertThat(backlog.isRead()).isTrue();
    assertThat(events.backlog(position, events.now(), ANY, 100).next(100, 10).seqs()).hasSize(1);
  }

  @Test
  void aBacklogIsReadInPartsAndCanBeReadAgainFromAPlace() {
    IntStream.range(0, 5).forEach(n -> database.aTask().insert());
    Backlog backlog = events.backlog(position, events.now(), ANY, 100);
    List<TaskEvent> first = events.rows(backlog.next(3, 1_000_000));
    assertThat(first).hasSize(3);
    backlog.backTo(first.get(1).seq());
    assertThat(events.rows(backlog.next(100, 1_000_000)))
        .hasSize(4)
        .first()
        .isEqualTo(first.get(1));
    assertThat(backlog.isRead()).isTrue();
  }

  @Test
  void anEventSaysToWhomAndWhatItsTaskBelongs() {
    UUID parent = database.aTask().insert();
    UUID part = database.aTask().insert();
    database.run(
        "UPDATE task SET user_id = 'u', entity_id = 'e', parent_id = ? WHERE task_id = ?",
        parent,
        part);
    assertThat(events.whose(Set.of(part, UUID.randomUUID())))
        .containsOnlyKeys(part)
        .containsValue(new EventFilter.Belonging("u", "e", parent));
    assertThat(events.whose(Set.of())).isEmpty();
  }

  @Test
  void eventsAreKeptAsLongAsSaidAndWhoIsBehindThemIsKnown() {
    UUID old = database.aTask().insert();
    Position before = position;
    assertThat(rotate()).isFalse();
    for (int i = 0; i < 3; i++) {
      database.moveClock(Duration.ofHours(13));
      assertThat(rotate()).isTrue();
      assertThat(rotate()).isFalse();
    }
    // 39 hours old by now: its table is the next to go
    assertThat(events.keeps(before)).isTrue();
    assertThat(news()).extracting(TaskEvent::taskIds).containsExactly(List.of(old));

    database.aTask().insert();
    database.moveClock(Duration.ofHours(13));
    assertThat(rotate()).isTrue();
    assertThat(events.keeps(before)).isFalse();
    assertThat(events.keeps(position)).isTrue();
    assertThat(news()).hasSize(1);
  }

  @Test
  void rotationWaitsForNobodyWhoReads() throws SQLException {
    try (Connection dump = database.source().getConnection();
        Statement inDump = dump.createStatement()) {
      dump.setAutoCommit(false);
      inDump.execute("LOCK TABLE task_event IN ACCESS SHARE MODE");
      database.moveClock(Duration.ofHours(13));
      assertThat(rotate()).isFalse();
      dump.rollback();
    }
    assertThat(rotate()).isTrue();
  }

  @Test
  void aPositionOfAnotherDatabaseIsNotKept() {
    Snapshot future =
        new Snapshot(
            position.seen().xmin() + 1_000_000, position.seen().xmax() + 1_000_000, List.of());
    assertThat(events.keeps(Position.at(future))).isFalse();
    assertThat(events.keeps(position.within(future, 1, 0))).isFalse();
  }

  private static boolean rotate() {
    return "t".equals(database.one("SELECT rotate_task_events(interval '24 hours')"));
  }

  private List<TaskEvent> missed(Snapshot upTo, EventFilter filter) {
    return events.rows(events.backlog(position, upTo, filter, 100).next(100, 1_000_000));
  }

  /** What is new since it was asked before. */
  private List<TaskEvent> news() {
    ReadEvents.News news = events.after(position, 100);
    assertThat(news.whole()).isTrue();
    position = Position.at(news.next());
    return news.events();
  }

  private static void end(UUID id, String status) {
    database.run(
        "UPDATE task SET status = ?, finished_at = service_clock() WHERE task_id = ?", status, id);
  }
}
