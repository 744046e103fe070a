package org.taskyard.task.create;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Authors;
import org.taskyard.access.quota.Quotas;
import org.taskyard.database.StatementFailed;
import org.taskyard.database.pool.SeenTenant;
import org.taskyard.secrecy.SecrecyErrors;
import org.taskyard.task.TaskErrors;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskView;

/**
 * Lets requests that create a task at the same time share a transaction (group commit): who comes
 * while another one is under way waits for its end, and then one of them writes for all that wait.
 * Each is answered after the commit. A caller who is alone waits for nobody.
 */
@ApplicationScoped
public class SubmitTogether {

  /** Tasks, and bytes of their requests and responses, of one transaction. */
  private static final int MOST = 200;

  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  @EJB SubmitTasks submitTasks;
  @Inject Authors authors;
  @Inject Quotas quotas;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Caller> waiting = new ArrayDeque<>();
  private boolean busy;

  private static final class Caller {
    private final TaskInput input;
    private final Author author;
    private final Condition turn;
    private boolean done;
    private TaskView made;
    private RuntimeException failure;

    Caller(TaskInput input, Author author, Condition turn) {
      this.input = input;
      this.author = author;
      this.turn = turn;
    }

    TaskView answer() {
      if (failure != null) {
        throw failure;
      }
      if (made == null && input.taskId() == null) {
        throw new IllegalStateException("the task was not written");
      }
      if (made == null) {
        throw new TaskErrors.TaskIdTaken(input.taskId());
      }
      return made;
    }
  }

  /**
   * Creates a task in a transaction of its own or with others. One that names a parent has its own:
   * it may have to wait for whoever deletes the parent, and the others need not.
   *
   * @return the task as stored, committed
   * @throws TaskErrors.TaskIdTaken if its id is in use; nothing is created
   * @throws org.taskyard.refusal.InvalidInput if its parent does not exist; nothing is created
   */
  public TaskView submit(TaskInput input) {
    if (input.about().parentId() != null) {
      return submitTasks.one(input);
    }
    if (quotas.on()) {
      quotas.take(List.of(SubmitTasks.demand(input)));
    }
    Caller me = new Caller(input, authors.current(), lock.newCondition());
    lock.lock();
    try {
      waiting.add(me);
      while (!me.done) {
        if (busy) {
          me.turn.awaitUninterruptibly();
        } else {
          busy = true;
          writeForAll();
        }
      }
      return me.answer();
    } finally {
      lock.unlock();
    }
  }

  /** Writes for those at the head, who need not include the caller; the lock is free meanwhile. */
  private void writeForAll() {
    List<Caller> batch = take();
    lock.unlock();
    try {
      write(batch);
    } finally {
      lock.lock();
      busy = false;
      for (Caller caller : batch) {
        caller.done = true;
        caller.turn.signal();
      }
      if (!waiting.isEmpty()) {
        waiting.peek().turn.signal();
      }
    }
  }

  /** Those that wait, each chosen id once: a second task with the same id comes with the next. */
  private List<Caller> take() {
    List<Caller> batch = new ArrayList<>();
    Set<UUID> chosen = new HashSet<>();
    int characters = 0;
    while (!waiting.isEmpty() && batch.size() < MOST && characters < MOST_CHARACTERS) {
      TaskInput next = waiting.peek().input;
      if (next.taskId() != null && !chosen.add(next.taskId())) {
        break;
      }
      characters += next.characters();
      batch.add(waiting.poll());
    }
    return batch;
  }

  private void write(List<Caller> batch) {
    try {
      // each its own: who writes for them is one of them, or none
      List<Author> authors = batch.stream().map(caller -> caller.author).toList();
      List<TaskInput> inputs = batch.stream().map(caller -> caller.input).toList();
      List<TaskView> made = SeenTenant.of(SeenTenant.ALL, () -> submitTasks.each(inputs, authors));
      for (int i = 0; i < made.size(); i++) {
        batch.get(i).made = made.get(i);
      }
    } catch (RuntimeException failed) {
      // one task that the database does not take must not keep the others from being created
      boolean ofOne =
          failed instanceof SecrecyErrors.NoKey
              || failed instanceof StatementFailed one && one.byValues();
      if (batch.size() > 1 && ofOne) {
        batch.forEach(caller -> write(List.of(caller)));
      } else {
        batch.forEach(caller -> caller.failure = failed);
      }
    }
  }
}
