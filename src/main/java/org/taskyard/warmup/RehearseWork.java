package org.taskyard.warmup;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.Wish;
import org.taskyard.platform.Faults;
import org.taskyard.platform.Json;
import org.taskyard.task.SubmitTasks;
import org.taskyard.task.TaskInput;

/** Creates, claims and completes tasks in a transaction that is never committed. */
@Stateless
public class RehearseWork {

  private static final int TASKS = 200;
  private static final int CREATES = 20;
  private static final int CLAIMS = 4;

  @Resource private SessionContext context;
  @EJB private SubmitTasks submitTasks;
  @EJB private ExchangeTasks exchangeTasks;

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /** Leaves nothing behind. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void claimAndComplete() {
    try {
      String handler = "WarmUp-" + UUID.randomUUID();
      database
          .createNativeQuery("INSERT INTO handler (name, updated_at) VALUES (?, service_clock())")
          .setParameter(1, handler)
          .executeUpdate();
      submitTasks.all(Collections.nCopies(TASKS, task(handler)));
      // known to the compiler as what creates mostly are: kept
      for (int i = 0; i < CREATES; i++) {
        submitTasks.each(List.of(task(handler)));
      }
      Wish wish = new Wish(List.of(handler), TASKS, "warm-up", null);
      // more often than they are completed, which rewrites what a vacuum has to clear away
      for (int i = 1; i < CLAIMS; i++) {
        end(exchangeTasks.claimWithin(wish), task -> Ending.released(task.taskId(), task.token()));
      }
      end(
          exchangeTasks.claimWithin(wish),
          task -> Ending.completed(task.taskId(), task.token(), task.request()));
    } finally {
      context.setRollbackOnly();
    }
  }

  private void end(List<ClaimedTask> claimed, Function<ClaimedTask, Ending> how) {
    exchangeTasks.endWithin(claimed.stream().map(how).toList());
  }

  private static TaskInput task(String handler) {
    return TaskInput.ofNew(
        Json.MAPPER
            .createObjectNode()
            .put("handler", handler)
            .set("request", Json.MAPPER.createObjectNode().put("text", "x".repeat(150))),
        "",
        new Faults());
  }
}
