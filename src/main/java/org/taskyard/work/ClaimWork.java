package org.taskyard.work;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.Wish;

/** Claims tasks for a remote worker, and takes its results with the same commit. */
@Stateless
public class ClaimWork {

  /** A handler that only remote workers serve becomes known to the cluster by their claim. */
  private static final String REGISTER =
      """
      INSERT INTO handler (name, updated_at)
      SELECT name, service_clock()
      FROM unnest(string_to_array(?, ',')) AS served (name)
      WHERE NOT EXISTS (SELECT 1 FROM handler h WHERE h.name = served.name)
      ON CONFLICT (name) DO NOTHING
      """;

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  @Inject private ExchangeTasks tasks;

  /** Makes the claim's handlers known. */
  public void register(Claim claim) {
    database
        .createNativeQuery(REGISTER)
        .setParameter(1, String.join(",", claim.handlers()))
        .executeUpdate();
  }

  /** Claims due tasks, best first; empty if there are none. */
  public List<Assignment> claim(Claim claim) {
    return assignments(tasks.exchange(List.of(), claim.wish()).claimed());
  }

  /**
   * Ends runs, and claims new tasks in the same transaction.
   *
   * @param claim null for none
   */
  public Exchanged exchange(List<Ending> endings, Claim claim) {
    ExchangeTasks.Exchanged exchanged =
        tasks.exchange(endings, claim == null ? Wish.NONE : claim.wish());
    return new Exchanged(exchanged.ended(), assignments(exchanged.claimed()));
  }

  /**
   * What came of an exchange.
   *
   * @param ended tokens of the runs that were ended; the others were no longer the worker's
   */
  public record Exchanged(Set<UUID> ended, List<Assignment> tasks) {}

  private static List<Assignment> assignments(List<ClaimedTask> claimed) {
    return claimed.stream().map(Assignment::of).toList();
  }
}
