package org.taskyard.execution.lease;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.StatementFailed;
import org.taskyard.execution.LeaseLost;
import org.taskyard.execution.lease.ClaimStatement.Claimed;
import org.taskyard.secrecy.Sealing;

/**
 * Takes the results of a holder's runs and hands it new tasks, in one short transaction: where a
 * holder is busy, one commit pays for both.
 */
@Stateless
public class ExchangeTasks {

  @Inject Sql sql;
  @Inject Sealing sealing;

  /**
   * What came of an exchange.
   *
   * @param ended the runs that were ended as wished, by their tokens; the others were no longer
   *     their holder's
   * @param claimed new tasks, best first
   * @param more whether there may be more due tasks, though fewer than wished were claimed
   */
  public record Exchanged(Map<UUID, EndedRun> ended, List<ClaimedTask> claimed, boolean more) {}

  /**
   * Ends runs and claims tasks; all or nothing.
   *
   * @param endings may be empty
   * @throws StatementFailed if nothing was changed
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Exchanged exchange(List<Ending> endings, Wish wish) {
    return sql.within(
        "Tasks cannot be exchanged",
        connection -> {
          Map<UUID, EndedRun> ended = endings.isEmpty() ? Map.of() : end(connection, endings);
          Claimed claimed = wish.isNone() ? Claimed.NONE : ClaimStatement.run(connection, wish);
          OpenTasks opened = OpenTasks.of(claimed.tasks(), sealing);
          if (!opened.unreadable().isEmpty()) {
            end(connection, opened.unreadable());
          }
          boolean more = claimed.more() || !opened.unreadable().isEmpty();
          return new Exchanged(ended, opened.tasks(), more);
        });
  }

  /**
   * Ends one run in the transaction of the caller, so that both commit or neither.
   *
   * @throws LeaseLost if the run is no longer its holder's; the transaction is rolled back
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void finishWithin(Ending ending) {
    if (endWithin(List.of(ending)).isEmpty()) {
      throw new LeaseLost(ending.taskId());
    }
  }

  /**
   * Ends runs in the transaction of the caller.
   *
   * @return the runs that were ended as wished, by their tokens; the others were no longer their
   *     holder's
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Map<UUID, EndedRun> endWithin(List<Ending> endings) {
    return sql.within("Tasks cannot be ended", connection -> end(connection, endings));
  }

  private Map<UUID, EndedRun> end(Connection connection, List<Ending> endings) throws SQLException {
    SealRuns seals =
        SealRuns.of(connection, sealing, endings.stream().map(Ending::taskId).toList());
    Map<UUID, EndedRun> ended = FinishStatement.run(connection, endings, seals);
    LogStatement.run(connection, endings.stream().map(Ending::report), ended.keySet(), seals);
    return ended;
  }
}
