package org.taskyard.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.taskyard.access.Door;
import org.taskyard.access.Owner;
import org.taskyard.access.Principal;
import org.taskyard.settings.Settings;
import org.taskyard.support.Eventually;
import org.taskyard.support.PlainThreads;
import org.taskyard.support.TestDatabase;

/** Events of a real database, to readers that take what comes or do not. */
@Timeout(120)
class BroadcastTest {

  private static final EventFilter ANY =
      new EventFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Owner.ANYBODY);

  private static TestDatabase database;

  private final Broadcast broadcast = new Broadcast();
  private volatile boolean revoked;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  BroadcastTest() {
    Map<String, String> settings =
        Map.of(
            "taskyard.auth", "none",
            "taskyard.events.listeners", "4",
            "taskyard.events.per.caller", "2");
    broadcast.settings = Settings.from(settings::get);
    broadcast.threads = new PlainThreads();
    broadcast.door =
        new Door() {
          @Override
          public boolean stillHolds(Principal principal) {
            return !revoked;
          }
        };
    broadcast.events = new ReadEvents();
    broadcast.events.sql = database.sql();
    broadcast.prepare();
  }

  @AfterEach
  void stop() {
    broadcast.stop();
  }

  @Test
  void allWhoListenGetWhatTheyWantOnceAndInItsOrder() throws Exception {
    Reader all = listening("a", ANY, null);
    Reader some = listening("b", of("A"), null);
    Reader others = listening("c", of("B"), null);
    List<UUID> made = made(3);
    Eventually.seen("the events came", all::tasks, made::equals);
    Eventually.seen("the events came", some::tasks, made::equals);
    assertThat(others.tasks()).isEmpty();
  }

  @Test
  void whoReadsOnGetsWhatItHasMissedAndThenWhatIsNew() throws Exception {
    Reader first = listening("a", ANY, null);
    List<UUID> made = made(1);
    Eventually.seen("the event came", first::tasks, made::equals);
    first.leave();
    List<UUID> missed = made(5);

    Reader again = listening("a", ANY, first.lastId());
    Eventually.seen("what was missed came", again::tasks, missed::equals);
    List<UUID> news = made(2);
    Eventually.seen("what is new came", again::tasks, joined(missed, news)::equals);
  }

  @Test
  void aReaderThatTakesNothingKeepsNobodyWaitingAndLosesNothing() throws Exception {
    Reader slow = listening("a", ANY, null);
    Reader quick = listening("b", ANY, null);
    slow.stop();
    // more than is kept for one reader
    List<UUID> made = made(700);
    Eventually.seen("the quick one has all", quick::tasks, made::equals);
    assertThat(slow.tasks()).isEmpty();
    slow.goOn();
    Eventually.seen("the slow one has all", slow::tasks, made::equals);
  }

  @Test
  void whoComesBackWithAnUnknownIdIsToldToBeginAnew() throws Exception {
    Reader reader = listening("a", ANY, "of-another-service");
    Eventually.holds("a reset came", () -> reader.text().contains("event: reset"));
  }

  @Test
  void oneAddressHasABoundedNumberOfStreamsAndAPlaceIsFreeWhenItsReaderHasGone() throws Exception {
    Reader first = listening("a", ANY, null);
    listening("a", ANY, null);
    assertThatThrownBy(() -> listening("a", ANY, null))
        .isInstanceOf(WatchErrors.CallerListensOften.class);
    first.leave();
    listening("a", ANY, null);
  }

  @Test
  void aStreamEndsWhenTheRightOfItsReaderDoes() throws Exception {
    Reader reader = listening("a", ANY, null);
    revoked = true;
    made(1);
    Eventually.holds("the stream is over", reader::isOver);
    assertThat(reader.tasks()).isEmpty();
  }

  @Test
  void aNodeHasABoundedNumberOfStreams() throws Exception {
    for (String address : List.of("a", "b", "c", "d")) {
      listening(address, ANY, null);
    }
    assertThatThrownBy(() -> listening("e", ANY, null)).isInstanceOf(WatchErrors.NodeIsFull.class);
  }

  @Test
  void whenTheNodeStopsReadersAreSentToAnother() throws Exception {
    Reader reader = listening("a", ANY, null);
    broadcast.sendAway();
    assertThat(reader.text()).endsWith("retry: 1000\n: this node stops\n\n");
  }

  /** Returns once the stream has begun, so that what comes next is an event of it. */
  private Reader listening(String address, EventFilter filter, String lastEventId)
      throws Exception {
    Reader reader = new Reader(address);
    reader.listen(broadcast, filter, lastEventId);
    Eventually.holds("the stream has begun", () -> reader.text().contains("retry: 2000"));
    return reader;
  }

  private static EventFilter of(String handler) {
    return new EventFilter(
        Set.of(handler), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Owner.ANYBODY);
  }

  /** Tasks of handler A. */
  private static List<UUID> made(int tasks) {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      made.add(database.aTask().insert());
    }
    return made;
  }

  private static List<UUID> joined(List<UUID> some, List<UUID> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
