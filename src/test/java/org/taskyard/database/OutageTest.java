package org.taskyard.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {

  private static final SQLException FULL = new SQLException("the disk is full", "53100");
  private static final Logger LOG = Logger.getLogger(Outage.class.getName());

  private final List<String> lines = new ArrayList<>();
  private final Handler reader =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private long now;
  private final Outage outage = new Outage(() -> now);

  @BeforeEach
  void read() {
    LOG.addHandler(reader);
  }

  @AfterEach
  void leave() {
    LOG.removeHandler(reader);
  }

  private void pass(int seconds) {
    now += seconds * 1_000_000_000L;
  }

  @Test
  void anOutageIsOneLineWhenItBeginsAndOneWhenItIsOver() {
    for (int i = 0; i < 60; i++) {
      assertThat(outage.isReasonFor(new IllegalStateException(FULL))).isTrue();
      pass(1);
      // reads go on
      outage.endIfQuiet();
    }
    assertThat(lines).containsExactly("The database is not available: the disk is full");
    pass(10);
    outage.endIfQuiet();
    outage.endIfQuiet();
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "The database is available again; it was not for 59 s, in which 60 calls failed");
    outage.isReasonFor(FULL);
    assertThat(lines).hasSize(3);
  }

  @Test
  void whatHasAnotherReasonIsLeftToWhoeverSawIt() {
    assertThat(outage.isReasonFor(new SQLException("a duplicate", "23505"))).isFalse();
    assertThat(lines).isEmpty();
  }
}
