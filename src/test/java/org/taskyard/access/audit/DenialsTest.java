package org.taskyard.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Denied;
import org.taskyard.access.Principal;

/** Who was not let in is counted in memory, and written in few rows. */
class DenialsTest {

  private final List<String> written = new ArrayList<>();
  private final Denials denials = new Denials(() -> this.nanos);
  private long nanos;
  private boolean databaseIsAway;

  @BeforeEach
  void record() {
    denials.audit =
        new Audit() {
          @Override
          public void record(List<Change> changes) {
            if (databaseIsAway) {
              throw new IllegalStateException("away");
            }
            changes.forEach(change -> written.add(text(change)));
          }
        };
  }

  private static String text(Change change) {
    return change.author().kind()
        + " "
        + (change.author().id() == null ? change.author().address() : change.author().id())
        + " "
        + change.targetId()
        + " "
        + change.after().get("reason").textValue()
        + " "
        + change.after().get("count");
  }

  @Test
  void theFirstIsWrittenWithinASecondAndTheOthersOfTheMinuteTogether() {
    deny("10.0.0.1");
    nextSecond();
    assertThat(written).containsExactly("unknown 10.0.0.1 GET /v2/task/view[/{id}] expired 1");
    for (int i = 0; i < 1_000; i++) {
      deny("10.0.0.1");
    }
    nextSecond();
    assertThat(written).hasSize(1);
    nextMinute();
    assertThat(written.subList(1, written.size()))
        .containsExactly("unknown 10.0.0.1 GET /v2/task/view[/{id}] expired 1000");
  }

  @Test
  void whoIsKnownIsNamed() {
    denials.denied(
        new Denied(Principal.NOBODY, "POST", "/v2/task/create", "forbidden", "127.0.0.1"));
    nextSecond();
    assertThat(written).containsExactly("nobody nobody POST /v2/task/create forbidden 1");
  }

  @Test
  void whateverCallersSendThereAreFewRowsAndNoneIsLost() {
    for (int i = 0; i < 100_000; i++) {
      deny("10.1." + i / 256 + "." + i % 256);
    }
    nextSecond();
    nextMinute();
    assertThat(written).hasSize(Denials.KINDS + 1);
    assertThat(written).contains("unknown null null others " + (100_000 - Denials.KINDS));
  }

  @Test
  void anAddressThatIsQuietForAMinuteMakesRoomForAnother() {
    for (int i = 0; i < Denials.KINDS; i++) {
      deny("10.0.0." + i);
    }
    nextSecond();
    nextMinute();
    written.clear();
    deny("10.9.9.9");
    nextSecond();
    assertThat(written).containsExactly("unknown 10.9.9.9 GET /v2/task/view[/{id}] expired 1");
  }

  @Test
  void whatCannotBeWrittenIsWrittenLater() {
    databaseIsAway = true;
    deny("10.0.0.1");
    assertThatThrownBy(this::nextSecond).hasMessage("away");
    deny("10.0.0.1");
    databaseIsAway = false;
    nextSecond();
    assertThat(written).containsExactly("unknown 10.0.0.1 GET /v2/task/view[/{id}] expired 2");
  }

  private void deny(String address) {
    denials.denied(new Denied(null, "GET", "/v2/task/view[/{id}]", "expired", address));
  }

  private void nextSecond() {
    nanos += TimeUnit.SECONDS.toNanos(1);
    denials.write();
  }

  private void nextMinute() {
    nanos += TimeUnit.SECONDS.toNanos(59);
    nextSecond();
  }
}
