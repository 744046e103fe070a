package org.taskyard.work;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.ConnectionCallback;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.execution.lease.Ending;
import org.taskyard.http.Caller;

/**
 * Gives tasks to remote workers, and none to a worker that has gone: it is asked for before and
 * after the claim, and what cannot be written to it is handed back at once.
 */
@ApplicationScoped
public class Handover {

  private static final Logger LOG = Logger.getLogger(Handover.class.getName());

  @EJB ClaimWork claimWork;

  /** Claims due tasks for the caller; none if it has gone. */
  List<Assignment> claim(Claim claim, Caller worker) {
    return worker.hasGone() ? List.of() : ifThere(worker, claimWork.claim(claim));
  }

  /**
   * Ends runs, and claims new tasks for the caller; none if it has gone.
   *
   * @param claim null for none
   */
  ClaimWork.Exchanged exchange(List<Ending> endings, Claim claim, Caller worker) {
    ClaimWork.Exchanged exchanged =
        claimWork.exchange(endings, claim == null || worker.hasGone() ? null : claim);
    return new ClaimWork.Exchanged(exchanged.ended(), ifThere(worker, exchanged.tasks()));
  }

  /** Answers; the tasks in the answer are handed back if it cannot be written. */
  void answer(AsyncResponse response, Object answer, List<Assignment> tasks) {
    if (!tasks.isEmpty()) {
      response.register(new Undelivered(tasks));
    }
    if (!response.resume(answer)) {
      handBack(tasks);
    }
  }

  /** Called when an answer cannot be made, and when it cannot be written to its end. */
  private final class Undelivered implements CompletionCallback, ConnectionCallback {
    private final List<Assignment> tasks;

    Undelivered(List<Assignment> tasks) {
      this.tasks = tasks;
    }

    @Override
    public void onComplete(Throwable failed) {
      if (failed != null) {
        handBack(tasks);
      }
    }

    @Override
    public void onDisconnect(AsyncResponse disconnected) {
      handBack(tasks);
    }
  }

  private List<Assignment> ifThere(Caller worker, List<Assignment> tasks) {
    if (tasks.isEmpty() || !worker.hasGone()) {
      return tasks;
    }
    handBack(tasks);
    return List.of();
  }

  private void handBack(List<Assignment> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    try {
      claimWork.handBack(tasks);
    } catch (RuntimeException failed) {
      LOG.log(
          Level.WARNING,
          "Tasks that could not be handed over wait for the end of their leases",
          failed);
    }
  }
}
