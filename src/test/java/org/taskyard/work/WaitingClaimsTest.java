package org.taskyard.work;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Door;
import org.taskyard.access.Principal;
import org.taskyard.execution.node.DueTasks;
import org.taskyard.http.Caller;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.ticks.Signal;

/** Who is asked for, and answered, when several workers wait. */
class WaitingClaimsTest {

  private final List<String> claims = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private final Looks looks = new Looks();
  private final WaitingClaims waiting = new WaitingClaims();
  private int due;
  private boolean revoked;

  WaitingClaimsTest() {
    waiting.dueTasks = looks;
    waiting.door =
        new Door() {
          @Override
          public boolean stillHolds(Principal principal) {
            return !revoked;
          }
        };
    // looks are the test's own
    waiting.look = new Signal("nothing", Thread::new, () -> {});
    waiting.handover =
        new Handover() {
          @Override
          List<Assignment> claim(Claim claim, Caller worker) {
            claims.add(claim.worker());
            return due-- > 0 ? List.of(task()) : List.of();
          }

          @Override
          void answer(AsyncResponse response, Object answer, List<Assignment> tasks) {
            answered.add(response + " " + tasks.size());
          }
        };
  }

  @Test
  void aHintIsFollowedInTheOrderOfArrivalUntilAClaimFindsNothing() {
    List.of("first", "second", "third", "fourth").forEach(name -> await(name, "A", 30));
    await("other", "B", 30);
    claims.clear();
    due = 2;

    waiting.submitted(TasksSubmitted.here(Set.of("A", "Unawaited")));
    waiting.tryAll();

    assertThat(claims).containsExactly("first", "second", "third");
    assertThat(answered).containsExactly("first 1", "second 1");
    assertThat(waiting.awaited()).containsExactlyInAnyOrder("A", "A", "B");
  }

  @Test
  void aLookWithoutAHintAsksForNothing() {
    await("first", "A", 30);
    claims.clear();
    waiting.tryAll();
    assertThat(claims).isEmpty();
    assertThat(answered).isEmpty();
  }

  @Test
  void whoIsReadyToWaitAsksForNothingWhileItsHandlersAreKnownToBeIdle() {
    looks.idle = true;
    await("first", "A", 30);
    assertThat(claims).isEmpty();

    await("impatient", "A", 0);
    assertThat(claims).containsExactly("impatient");
  }

  @Test
  void aHintThatComesBeforeAClaimWaitsIsNotLost() {
    looks.idle = true;
    looks.hintsAtEachAsk = 1;
    await("first", "A", 30);
    due = 1;
    waiting.tryAll();
    assertThat(answered).containsExactly("first 1");
  }

  @Test
  void aClaimWhoseRightHasEndedMeanwhileGetsNothing() {
    await("first", "A", 30);
    claims.clear();
    revoked = true;
    due = 1;
    waiting.submitted(TasksSubmitted.here(Set.of("A")));
    waiting.tryAll();
    assertThat(claims).isEmpty();
    assertThat(waiting.awaited()).isEmpty();
  }

  private void await(String worker, String handler, int seconds) {
    AsyncResponse response =
        (AsyncResponse)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AsyncResponse.class},
                (self, method, given) ->
                    method.getName().equals("toString") ? worker : (Object) false);
    waiting.await(
        new Claim(List.of(handler), 1, worker, null, seconds, null),
        Principal.NOBODY,
        caller(),
        response);
  }

  private static Caller caller() {
    return Caller.of(
        (HttpServletRequest)
            Proxy.newProxyInstance(
                WaitingClaimsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, given) -> null));
  }

  private static Assignment task() {
    return new Assignment(
        UUID.randomUUID(), UUID.randomUUID(), "A", null, null, null, 1, 5, 30, 300, null, null);
  }

  private static final class Looks extends DueTasks {
    private boolean idle;
    private int hintsAtEachAsk;
    private long hints;

    @Override
    public long lastHint() {
      return hints;
    }

    @Override
    public boolean hasNone(Collection<String> handlers) {
      hints += hintsAtEachAsk;
      return idle;
    }
  }
}
