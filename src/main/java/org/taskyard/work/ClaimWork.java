package org.taskyard.work;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.RunReport;
import org.taskyard.execution.lease.Wish;
import org.taskyard.execution.node.Tally;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.task.waiting.TasksEnded;

/** Claims tasks for a remote worker, and takes its results with the same commit. */
@Stateless
public class ClaimWork {

  @EJB private ExchangeTasks tasks;
  @Inject private Tally tally;
  @Inject private Event<TasksEnded> ended;
  @Inject private Event<TasksSubmitted> submitted;

  /** Claims due tasks, best first; empty if there are none. */
  public List<Assignment> claim(Claim claim) {
    return claimed(tasks.exchange(List.of(), claim.wish()));
  }

  /**
   * Ends runs, and claims new tasks in the same transaction.
   *
   * @param claim null for none
   */
  public Exchanged exchange(List<Ending> endings, Claim claim) {
    ExchangeTasks.Exchanged exchanged =
        tasks.exchange(endings, claim == null ? Wish.NONE : claim.wish());
    ended.fire(new TasksEnded(endings.stream().map(Ending::taskId).toList()));
    tally.endedByWorkers(endings, exchanged.ended());
    return new Exchanged(exchanged.ended().keySet(), claimed(exchanged));
  }

  /** Puts tasks back that their worker never got: no attempt is counted. */
  public void handBack(List<Assignment> undelivered) {
    tasks.exchange(
        undelivered.stream()
            .<Ending>map(
                task -> new Ending.Released(RunReport.of(task.taskId(), task.leaseToken())))
            .toList(),
        Wish.NONE);
    submitted.fire(
        TasksSubmitted.here(
            undelivered.stream().map(Assignment::handler).collect(Collectors.toSet())));
  }

  /**
   * What came of an exchange.
   *
   * @param ended tokens of the runs that were ended; the others were no longer the worker's
   */
  public record Exchanged(Set<UUID> ended, List<Assignment> tasks) {}

  private List<Assignment> claimed(ExchangeTasks.Exchanged exchanged) {
    tally.claimedByWorker(exchanged.claimed());
    return exchanged.claimed().stream().map(Assignment::of).toList();
  }
}
