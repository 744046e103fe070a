package org.taskyard.task.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.taskyard.database.pool.SeenTenant;
import org.taskyard.http.Caller;
import org.taskyard.support.PlainThreads;

/** Who is answered, when and with what; the database is a set of tasks that have ended. */
@Timeout(60)
class WaitingCallersTest {

  private static final WaitPreference LONG = WaitPreference.of(List.of("wait=60"));

  private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
  private final LinkedBlockingQueue<Set<UUID>> asked = new LinkedBlockingQueue<>();
  private final WaitingCallers waiting = new WaitingCallers();
  private final UUID task = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  WaitingCallersTest() {
    waiting.threads = new PlainThreads();
    waiting.findEnded =
        new FindEnded() {
          @Override
          public Set<UUID> among(Collection<UUID> tasks) {
            asked.add(Set.copyOf(tasks));
            Set<UUID> found = new HashSet<>(tasks);
            found.retainAll(ended);
            return found;
          }
        };
    waiting.prepare();
  }

  @AfterEach
  void stop() {
    waiting.stop();
  }

  @Test
  void allWhoWaitForATaskAreAnsweredWhenItHasEndedAndNobodyElse() throws Exception {
    CompletableFuture<Response> first = await(task, LONG, "first");
    CompletableFuture<Response> second = await(task, LONG, "second");
    CompletableFuture<Response> third = await(other, LONG, "third");
    ended.add(task);
    waiting.ended(new TasksEnded(List.of(task)));
    assertThat(answer(first)).isEqualTo("first");
    assertThat(answer(second)).isEqualTo("second");
    assertThat(third).isNotDone();
    assertThat(first.get().getHeaderString("Preference-Applied")).isEqualTo("wait=60");
  }

  @Test
  void anAnswerIsMadeWithTheSightOfItsCallerWhoeverMakesIt() throws Exception {
    CompletableFuture<Response> waits =
        SeenTenant.of(
            "one",
            () ->
                waiting
                    .await(task, LONG, caller(() -> false), () -> answerOf(SeenTenant.now()))
                    .toCompletableFuture());
    ended.add(task);
    waiting.ended(new TasksEnded(List.of(task)));
    assertThat(answer(waits)).isEqualTo("one");
  }

  @Test
  void aTaskThatEndedBeforeAnybodyListenedIsFoundAtOnce() throws Exception {
    ended.add(task);
    assertThat(answer(await(task, LONG, "late"))).isEqualTo("late");
  }

  @Test
  void whoseTimeIsOverGetsTheTaskAsItIs() throws Exception {
    CompletableFuture<Response> short1 =
        await(task, WaitPreference.of(List.of("wait=1")), "as it is");
    assertThat(answer(short1)).isEqualTo("as it is");
  }

  @Test
  void whoDoesNotWantToWaitIsAnsweredWithoutALook() throws Exception {
    assertThat(answer(await(task, WaitPreference.of(List.of("wait=0")), "now"))).isEqualTo("now");
    assertThat(asked).isEmpty();
  }

  @Test
  void whenAllPlacesAreTakenFurtherCallersAreAnsweredNow() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      assertThat(await(UUID.randomUUID(), LONG, "waits")).isNotDone();
    }
    assertThat(answer(await(task, LONG, "full"))).isEqualTo("full");
  }

  @Test
  void aCallerWhoHasGoneGivesItsPlaceToAnother() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      waiting.await(UUID.randomUUID(), LONG, caller(() -> true), () -> answerOf("nobody"));
    }
    CompletableFuture<Response> next = await(task, LONG, "next");
    assertThat(next).isNotDone();
    ended.add(task);
    waiting.ended(new TasksEnded(List.of(task)));
    assertThat(answer(next)).isEqualTo("next");
  }

  @Test
  void anAnswerThatCannotBeMadeIsAFailureOfThatCallerOnly() throws Exception {
    CompletableFuture<Response> broken =
        waiting
            .await(
                task,
                LONG,
                caller(() -> false),
                () -> {
                  throw new IllegalStateException("deleted meanwhile");
                })
            .toCompletableFuture();
    CompletableFuture<Response> good = await(task, LONG, "good");
    ended.add(task);
    waiting.ended(new TasksEnded(List.of(task)));
    assertThat(answer(good)).isEqualTo("good");
    assertThat(broken.handle((response, fault) -> fault).get(30, TimeUnit.SECONDS))
        .hasMessage("deleted meanwhile");
  }

  @Test
  void whenTheNodeStopsAllAreAnswered() throws Exception {
    CompletableFuture<Response> first = await(task, LONG, "as it is");
    waiting.stop();
    assertThat(answer(first)).isEqualTo("as it is");
  }

  private CompletableFuture<Response> await(UUID id, WaitPreference preference, String answer) {
    return waiting
        .await(id, preference, caller(() -> false), () -> answerOf(answer))
        .toCompletableFuture();
  }

  private static Response answerOf(String text) {
    return Response.ok(text).build();
  }

  private static String answer(CompletableFuture<Response> response) throws Exception {
    return (String) response.get(30, TimeUnit.SECONDS).getEntity();
  }

  private static Caller caller(BooleanSupplier gone) {
    return Caller.of(
        (HttpServletRequest)
            Proxy.newProxyInstance(
                WaitingCallersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, given) -> method.getName().equals("getAttribute") ? gone : null));
  }
}
