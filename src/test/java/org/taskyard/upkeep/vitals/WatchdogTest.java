package org.taskyard.upkeep.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private final Logger log = Logger.getLogger(Watchdog.class.getName());
  private final List<String> said = new ArrayList<>();
  private final Handler ear =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          said.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {
          // nothing is kept back
        }

        @Override
        public void close() {
          // nothing is open
        }
      };
  private final Watchdog watchdog = new Watchdog();

  @BeforeEach
  void listen() {
    log.addHandler(ear);
    log.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    log.removeHandler(ear);
    log.setUseParentHandlers(true);
  }

  @Test
  void whoHoldsATransactionOpenForLongIsNamedOnce() {
    watchdog.saw(vitals(299, "session 1", 0));
    assertThat(said).isEmpty();
    watchdog.saw(vitals(301, "session 1", 0));
    watchdog.saw(vitals(316, "session 1", 0));
    watchdog.saw(vitals(302, "session 2", 0));
    assertThat(said).hasSize(2);
    assertThat(said.get(0)).contains("301", "session 1");
    assertThat(said.get(1)).contains("session 2");
  }

  @Test
  void thatAutovacuumIsOffIsSaidOnceEachTimeItIsSwitchedOff() {
    watchdog.saw(vitals(0, null, 1));
    watchdog.saw(vitals(0, null, 2));
    watchdog.saw(vitals(0, null, 0));
    watchdog.saw(vitals(0, null, 1));
    assertThat(said).hasSize(2).allMatch(line -> line.contains("Autovacuum"));
  }

  @Test
  void aReplicationSlotThatFillsTheDiskIsNamedOnce() {
    watchdog.saw(slot(Watchdog.MUCH_LOG_BYTES - 1));
    assertThat(said).isEmpty();
    watchdog.saw(slot(Watchdog.MUCH_LOG_BYTES));
    watchdog.saw(slot(2 * Watchdog.MUCH_LOG_BYTES));
    assertThat(said).hasSize(1).first().asString().contains("The slot", "1,024 MB");
  }

  private static Vitals slot(double bytes) {
    return new Vitals(0, null, bytes, 0, "The slot", 0, 0, 0, 0, 0, 0, 0, Map.of());
  }

  private static Vitals vitals(double transaction, String holder, int withoutAutovacuum) {
    return new Vitals(
        transaction, holder, 0, 0, null, 0, 0, 0, 0, 0, 0, withoutAutovacuum, Map.of());
  }
}
