package org.taskyard.work;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.RunReport;
import org.taskyard.http.Caller;

/** What becomes of tasks whose worker goes at an awkward moment. */
class HandoverTest {

  private static final Claim CLAIM = new Claim(List.of("A"), 1, "w", null, 0, null);

  private final Assignment task =
      new Assignment(
          UUID.randomUUID(), UUID.randomUUID(), "A", null, null, null, 1, 5, 30, 300, null, null);
  private final Claims claims = new Claims();
  private final Handover handover = new Handover();

  HandoverTest() {
    handover.claimWork = claims;
  }

  @Test
  void aWorkerThatIsThereGetsTheTasks() {
    assertThat(handover.claim(CLAIM, worker(false, false))).containsExactly(task);
    assertThat(handover.exchange(List.of(), CLAIM, worker(false, false)).tasks())
        .containsExactly(task);
    assertThat(claims.handedBack).isEmpty();
  }

  @Test
  void forAWorkerThatHasGoneNothingIsClaimedButItsResultsCount() {
    assertThat(handover.claim(CLAIM, worker(true))).isEmpty();
    Ending done = new Ending.Completed(RunReport.of(task.taskId(), task.leaseToken()), null);
    ClaimWork.Exchanged exchanged = handover.exchange(List.of(done), CLAIM, worker(true));

    assertThat(exchanged.ended()).containsExactly(task.leaseToken());
    assertThat(exchanged.tasks()).isEmpty();
    assertThat(claims.made).isZero();
  }

  @Test
  void whatWasClaimedForAWorkerThatGoesMeanwhileIsHandedBack() {
    assertThat(handover.claim(CLAIM, worker(false, true))).isEmpty();
    assertThat(handover.exchange(List.of(), CLAIM, worker(false, true)).tasks()).isEmpty();
    assertThat(claims.handedBack).containsExactly(task, task);
  }

  /** Gone or not, each time it is asked for. */
  private static Caller worker(Boolean... gone) {
    Iterator<Boolean> answers = List.of(gone).iterator();
    BooleanSupplier attribute = answers::next;
    return Caller.of(
        (HttpServletRequest)
            Proxy.newProxyInstance(
                HandoverTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (request, method, name) -> attribute));
  }

  private final class Claims extends ClaimWork {
    private final List<Assignment> handedBack = new ArrayList<>();
    private int made;

    @Override
    public List<Assignment> claim(Claim claim) {
      made++;
      return List.of(task);
    }

    @Override
    public Exchanged exchange(List<Ending> endings, Claim claim) {
      return new Exchanged(
          endings.isEmpty() ? Set.of() : Set.of(endings.get(0).token()),
          claim == null ? List.of() : claim(claim));
    }

    @Override
    public void handBack(List<Assignment> undelivered) {
      handedBack.addAll(undelivered);
    }
  }
}
