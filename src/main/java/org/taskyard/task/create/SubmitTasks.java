package org.taskyard.task.create;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.taskyard.access.audit.Audit;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Authors;
import org.taskyard.access.quota.Demand;
import org.taskyard.access.quota.Quotas;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.secrecy.Sealing;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.settings.Settings;
import org.taskyard.task.Lease;
import org.taskyard.task.LeaseElsewhere;
import org.taskyard.task.Parents;
import org.taskyard.task.TaskErrors;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.TaskView;
import org.taskyard.task.TasksSubmitted;
import org.taskyard.task.create.InsertStatement.Stored;

/**
 * Creates tasks: one, some, a batch, or a chunk of an import. Joins the caller's transaction, so
 * that a task can be created together with what it is about.
 */
@Stateless
public class SubmitTasks {

  private static final NoArgGenerator NEW_ID = Generators.timeBasedEpochGenerator();

  /**
   * An id of the client may belong to history; asked after the insert, so that a move into history
   * is seen.
   */
  private static final String HISTORIZED =
      "SELECT task_id FROM historized_among(?::uuid[]) AS task_id";

  private static final String TAKE_BACK = "DELETE FROM task_live WHERE task_id = ANY (?::uuid[])";

  /** What is said of a statement that fails. */
  static final String FAILED = "Tasks cannot be created";

  @Inject private EntityManager database;

  @Inject private Sql sql;
  @Inject private Event<TasksSubmitted> submitted;
  @Inject private Audit audit;
  @Inject private Authors authors;
  @Inject private Settings settings;
  @Inject private Quotas quotas;
  @Inject private Sealing sealing;
  @Inject private Secrecy secrecy;

  /**
   * Creates one task.
   *
   * @return the task as stored
   * @throws TaskErrors.TaskIdTaken if its id is in use; nothing is created
   * @throws org.taskyard.access.quota.QuotaExceeded if it is too much; nothing is created
   * @throws InvalidInput if its parent does not exist; nothing is created
   */
  public TaskView one(TaskInput input) {
    takeQuota(List.of(input));
    TaskView made = each(List.of(input), List.of(authors.current())).get(0);
    if (made == null) {
      throw new TaskErrors.TaskIdTaken(input.taskId());
    }
    return made;
  }

  /**
   * Creates each task whose id is free.
   *
   * @param sent with no id twice
   * @param by whoever creates each of them
   * @return the tasks as stored, in the order of the inputs; null for those whose id is in use
   * @throws InvalidInput if the parent of one does not exist; nothing is created
   */
  public List<TaskView> each(List<TaskInput> sent, List<Author> by) {
    List<TaskInput> inputs = stored(sent);
    List<UUID> ids = ids(inputs);
    Parents parents = Parents.of(ids, inputs, sql);
    Map<UUID, Stored> made =
        InsertStatement.run(
            sql, ids, inputs, new CreatedTasks(secrecy).withTheirInsert(ids, inputs, by));
    made.keySet().removeAll(dropHistorized(chosen(inputs)));
    audit.record(new CreatedTasks(secrecy).afterwards(made.keySet(), inputs, by));
    for (String fault : parents.faults(made.keySet(), Set.of(), sql).values()) {
      throw new InvalidInput("/parent_id", fault);
    }
    Set<UUID> elsewhere = elsewhere(ids, inputs);
    elsewhere.retainAll(made.keySet());
    LeaseElsewhere.of(elsewhere, database);
    announce(inputs);
    List<TaskView> views = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      UUID id = ids.get(i);
      Stored stored = made.get(id);
      Lease lease = elsewhere.contains(id) ? database.find(Lease.class, id) : null;
      views.add(stored == null ? null : stored.view(id, inputs.get(i), lease));
    }
    return views;
  }

  /**
   * The outcome of a batch.
   *
   * @param ids the id of each input, in its order
   * @param taken those whose id was in use already; they were not created
   * @param orphans those that were not created since their parent cannot be one, and why
   */
  public record Batch(List<UUID> ids, Set<UUID> taken, Map<UUID, String> orphans) {

    boolean created(UUID id) {
      return !taken.contains(id) && !orphans.containsKey(id);
    }
  }

  /**
   * Creates all tasks whose id is free and whose parent exists, or is created with them. The caller
   * decides what the others mean; to create nothing then, it rolls back.
   *
   * @param inputs with no id twice
   */
  public Batch all(List<TaskInput> inputs) {
    return all(inputs, Collections.nCopies(inputs.size(), authors.current()));
  }

  /**
   * The same for several authors.
   *
   * @param by whoever creates each of them
   */
  public Batch all(List<TaskInput> sent, List<Author> by) {
    takeQuota(sent);
    List<TaskInput> inputs = stored(sent);
    List<UUID> ids = ids(inputs);
    Set<UUID> chosen = chosen(inputs);
    Parents parents = Parents.of(ids, inputs, sql);
    Set<UUID> taken = new HashSet<>();
    // PostgreSQL takes no COPY into a table with rules for its rows
    if (chosen.isEmpty() && !settings.tenants().on()) {
      CopyStatement.run(sql, ids, inputs);
    } else {
      taken.addAll(ids);
      taken.removeAll(InsertStatement.ids(sql, ids, inputs));
      taken.addAll(dropHistorized(chosen));
    }
    Map<UUID, String> orphans = parents.faults(ids, taken, sql);
    takeBack(orphans.keySet());
    Set<UUID> elsewhere = elsewhere(ids, inputs);
    elsewhere.removeAll(taken);
    elsewhere.removeAll(orphans.keySet());
    LeaseElsewhere.of(elsewhere, database);
    announce(inputs);
    Batch batch = new Batch(ids, taken, orphans);
    audit.record(new CreatedTasks(secrecy).of(batch, inputs, by));
    return batch;
  }

  private void takeQuota(List<TaskInput> inputs) {
    if (quotas.on()) {
      quotas.take(inputs.stream().map(SubmitTasks::demand).toList());
    }
  }

  /** What a task takes out of a quota. */
  static Demand demand(TaskInput input) {
    return new Demand(
        input.origin().owner().tenantOfNew(), input.about().userId(), 1, input.characters());
  }

  private List<TaskInput> stored(List<TaskInput> inputs) {
    return sealing.encrypts() ? inputs.stream().map(input -> input.seal(sealing)).toList() : inputs;
  }

  private void announce(List<TaskInput> inputs) {
    submitted.fire(
        TasksSubmitted.here(inputs.stream().map(TaskInput::handler).collect(Collectors.toSet())));
  }

  /** Takes back those whose id belongs to a historized task, and returns them. */
  private Set<UUID> dropHistorized(Set<UUID> chosen) {
    if (chosen.isEmpty()) {
      return Set.of();
    }
    List<UUID> historized = sql.query(FAILED, HISTORIZED, Sql::uuid, SqlArray.uuids(chosen));
    takeBack(historized);
    return Set.copyOf(historized);
  }

  private void takeBack(Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      sql.update(FAILED, TAKE_BACK, SqlArray.uuids(ids));
    }
  }

  private static List<UUID> ids(List<TaskInput> inputs) {
    return inputs.stream()
        .map(input -> input.taskId() == null ? NEW_ID.generate() : input.taskId())
        .toList();
  }

  private static Set<UUID> chosen(List<TaskInput> inputs) {
    Set<UUID> chosen = new HashSet<>();
    inputs.stream().map(TaskInput::taskId).filter(id -> id != null).forEach(chosen::add);
    return chosen;
  }

  private static Set<UUID> elsewhere(List<UUID> ids, List<TaskInput> inputs) {
    Set<UUID> elsewhere = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      if (inputs.get(i).status() == TaskStatus.RUNNING) {
        elsewhere.add(ids.get(i));
      }
    }
    return elsewhere;
  }
}
