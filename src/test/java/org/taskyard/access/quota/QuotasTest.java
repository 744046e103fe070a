package org.taskyard.access.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.taskyard.settings.QuotaSettings;
import org.taskyard.settings.Settings;

/** Quotas by a clock that the test moves, of holders whose use the test says. */
class QuotasTest {

  private final AtomicLong now = new AtomicLong();
  private Use use = new Use(0, 0);
  private int measured;

  private Quotas quotas(String tenant, String user) {
    MeasureUse measure =
        new MeasureUse() {
          @Override
          public Use measure(Holder holder, QuotaSettings quota) {
            measured++;
            return use;
          }
        };
    Map<String, String> set = Map.of("taskyard.quota.tenant", tenant, "taskyard.quota.user", user);
    return new Quotas(now::get, measure, Settings.from(set::get));
  }

  private static Demand tasks(String tenant, String user, int tasks) {
    return new Demand(tenant, user, tasks, 10L * tasks);
  }

  private static void take(Quotas quotas, String tenant, String user, int tasks) {
    quotas.take(List.of(tasks(tenant, user, tasks)));
  }

  private static QuotaExceeded refused(Quotas quotas, String tenant, String user, int tasks) {
    QuotaExceeded refused =
        catchThrowableOfType(QuotaExceeded.class, () -> take(quotas, tenant, user, tasks));
    assertThat(refused).isNotNull();
    return refused;
  }

  private void seconds(double passed) {
    now.addAndGet((long) (passed * TimeUnit.SECONDS.toNanos(1)));
  }

  @Test
  void whoCreatesFasterThanItsRateIsRefusedUntilThereIsRoomAgain() {
    Quotas quotas = quotas("", "creates=10/s");
    take(quotas, "", "ann", 10);
    QuotaExceeded refused = refused(quotas, "", "ann", 1);
    assertThat(refused.headers())
        .containsEntry("Retry-After", "1")
        .containsEntry("RateLimit-Policy", "\"creates\";q=10;w=1")
        .containsEntry("RateLimit", "\"creates\";r=0;t=1");
    take(quotas, "", "bob", 1);
    seconds(0.11);
    take(quotas, "", "ann", 1);
    refused(quotas, "", "ann", 1);
  }

  @Test
  void aBatchCountsByItsTasksAndItsDebtIsPaidFirst() {
    Quotas quotas = quotas("", "creates=10/s");
    take(quotas, "", "ann", 100);
    assertThat(refused(quotas, "", "ann", 1).headers()).containsEntry("Retry-After", "10");
    seconds(9);
    refused(quotas, "", "ann", 1);
    seconds(0.2);
    take(quotas, "", "ann", 1);
  }

  @Test
  void whatIsRefusedTakesNothingOfAnyQuota() {
    Quotas quotas = quotas("creates=100/s", "creates=1/s");
    take(quotas, "t", "ann", 1);
    for (int i = 0; i < 200; i++) {
      refused(quotas, "t", "ann", 1);
    }
    take(quotas, "t", "bob", 1);
  }

  @Test
  void theQuotaOfATenantIsForAllItsUsersTogetherAndForNoOtherTenant() {
    Quotas quotas = quotas("creates=2/s", "");
    take(quotas, "t", "ann", 1);
    take(quotas, "t", null, 1);
    assertThat(refused(quotas, "t", "bob", 1).getMessage()).startsWith("This tenant");
    take(quotas, "other", "bob", 1);
  }

  @Test
  void whatBelongsToNoTenantAndNoUserHasNoQuota() {
    Quotas quotas = quotas("creates=1/s waiting=1 bytes=1", "creates=1/s waiting=1 bytes=1");
    assertThatCode(() -> take(quotas, "", null, 1_000)).doesNotThrowAnyException();
  }

  @Test
  void noMoreTasksWaitThanTheQuotaAllowsCountedWithThoseOfThisNode() {
    Quotas quotas = quotas("", "waiting=100");
    use = new Use(90, 0);
    take(quotas, "", "ann", 10);
    QuotaExceeded refused = refused(quotas, "", "ann", 1);
    assertThat(refused.headers())
        .containsEntry("RateLimit-Policy", "\"waiting\";q=100")
        .containsEntry("RateLimit", "\"waiting\";r=0")
        .containsKey("Retry-After");
    assertThat(measured).isEqualTo(1);
    use = new Use(50, 0);
    seconds(1.1);
    take(quotas, "", "ann", 50);
    refused(quotas, "", "ann", 1);
  }

  @Test
  void bytesOfRequestsAndFilesTogetherAreBounded() {
    Quotas quotas = quotas("bytes=1KB", "");
    use = new Use(0, 1_000);
    quotas.take(List.of(new Demand("t", null, 0, 24)));
    refused(quotas, "t", null, 1);
    assertThat(
            catchThrowableOfType(
                    QuotaExceeded.class, () -> quotas.take(List.of(new Demand("t", null, 0, 1))))
                .headers())
        .containsEntry("RateLimit", "\"bytes\";r=0");
  }

  @Test
  void whileOneIsMeasuredOthersGoByWhatWasMeasuredBefore() {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    MeasureUse measure =
        new MeasureUse() {
          @Override
          public Use measure(Holder holder, QuotaSettings quota) {
            meanwhile.getAndSet(() -> {}).run();
            return use;
          }
        };
    Map<String, String> set = Map.of("taskyard.quota.user", "waiting=10");
    Quotas quotas = new Quotas(now::get, measure, Settings.from(set::get));
    take(quotas, "", "ann", 5);
    seconds(2);
    meanwhile.set(
        () ->
            CompletableFuture.runAsync(() -> take(quotas, "", "ann", 5))
                .orTimeout(9, TimeUnit.SECONDS)
                .join());
    take(quotas, "", "ann", 10);
  }

  @Test
  void oneWhoIsMeasuredSlowlyIsMeasuredSeldom() {
    Quotas quotas =
        new Quotas(
            now::get,
            new MeasureUse() {
              @Override
              public Use measure(Holder holder, QuotaSettings quota) {
                measured++;
                now.addAndGet(TimeUnit.SECONDS.toNanos(1));
                return use;
              }
            },
            Settings.from(Map.of("taskyard.quota.user", "bytes=1MB")::get));
    take(quotas, "", "ann", 1);
    seconds(19);
    take(quotas, "", "ann", 1);
    assertThat(measured).isEqualTo(1);
    seconds(2);
    take(quotas, "", "ann", 1);
    assertThat(measured).isEqualTo(2);
  }

  @Test
  void aNodeRemembersSoManyHoldersAndNoMore() {
    Quotas quotas = quotas("", "creates=1/s");
    take(quotas, "", "first", 1);
    for (int i = 0; i < Quotas.MOST; i++) {
      take(quotas, "", "user-" + i, 1);
    }
    // begins anew
    take(quotas, "", "first", 1);
  }
}
