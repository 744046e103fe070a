package org.taskyard.http.body;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.taskyard.refusal.ServiceException;

class MemoryShareTest {

  private static final long ALL = Runtime.getRuntime().maxMemory() / 5 * 2;

  @Test
  void whoFindsNoRoomIsRefusedAndGetsItWhenItIsGivenBack() {
    try (MemoryShare first = MemoryShare.open()) {
      first.add(ALL);
      try (MemoryShare second = MemoryShare.open()) {
        assertThatThrownBy(() -> MemoryShare.take(1))
            .isInstanceOf(ServiceException.class)
            .extracting("kind")
            .isEqualTo(ServiceException.Kind.BUSY);
      }
    }
    try (MemoryShare third = MemoryShare.open()) {
      assertThatCode(() -> third.add(ALL)).doesNotThrowAnyException();
    }
  }

  @Test
  void whatIsLargerThanAllGoesAlone() {
    try (MemoryShare alone = MemoryShare.open()) {
      assertThatCode(
              () -> {
                alone.add(3 * ALL);
                alone.add(ALL);
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void ofTwoThatHoldHalfAndWantTheRestTheOlderGetsIt() throws Exception {
    long half = ALL / 2 - 1_000_000;
    try (MemoryShare older = MemoryShare.open()) {
      older.add(half);
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> {
                try (MemoryShare younger = MemoryShare.open()) {
                  younger.add(half);
                  younger.add(half);
                }
              });

      older.add(half);

      assertThatThrownBy(() -> other.get(60, TimeUnit.SECONDS)).hasMessageContaining("memory");
    }
  }
}
