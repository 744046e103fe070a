package org.taskyard.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.refusal.InvalidInput;

/**
 * The parents that callers name: each exists, live or historized, and no task is above itself.
 *
 * <p>Whoever names a parent locks its row against deletion until the end of the transaction: a
 * delete that comes first leaves no parent to name, and one that comes later finds the subtask
 * ({@link DeleteTask}). A new task cannot close a circle, for nothing hangs on it yet; so only
 * changes look at what lies above, one at a time in the whole cluster.
 */
public final class Parents {

  /** How far up a change looks for the task that it changes. */
  static final int MOST_LEVELS = 1_000;

  private static final String MISSING = "no task has this id, neither live nor historized";
  private static final String NOT_MADE = "the task with this id is not created either";
  private static final String CIRCLE = "the parents lead back to the task itself";
  private static final String HEAD =
      "tasks that are there name this one as their parent; create it without, and set it by an update";
  private static final String TOO_DEEP =
      "lies under more than " + MOST_LEVELS + " others, or under itself";

  /** A weaker lock than that of an update, so that runs of the parent end meanwhile. */
  private static final String KEEP =
      """
      SELECT task_id, tenant, user_id FROM task
      WHERE task_id = ANY (?::uuid[])
      ORDER BY task_id
      FOR KEY SHARE
      """;

  private static final String HEADS =
      "SELECT DISTINCT parent_id FROM task WHERE parent_id = ANY (?::uuid[])";

  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtext('taskyard parents'))::text";

  private static final String SAME = "SELECT 1 FROM task WHERE task_id = ? AND parent_id = ?";

  /** One row per level; in a circle of old it goes round until there are too many. */
  private static final String TOP =
      """
      WITH RECURSIVE above (task_id, level) AS (
        SELECT ?::uuid, 1
        UNION ALL
        SELECT t.parent_id, a.level + 1
        FROM above a JOIN task t ON t.task_id = a.task_id
        WHERE t.parent_id IS NOT NULL AND a.task_id <> ? AND a.level <= ?
      )
      SELECT task_id, level FROM above ORDER BY level DESC LIMIT 1
      """;

  private static final String FAILED = "Parents of tasks cannot be checked";

  /** Whose a parent is; the user is null for nobody's. */
  private record Whose(String tenant, String user) {

    boolean isOf(Owner owner) {
      return owner.owns(tenant, user);
    }
  }

  /** Where the way up from a parent ends. */
  private record Top(UUID task, int level) {}

  private final Map<UUID, UUID> named;
  private final Map<UUID, Owner> owners;
  private final Set<UUID> heads;

  private Parents(Map<UUID, UUID> named, Map<UUID, Owner> owners, Set<UUID> heads) {
    this.named = named;
    this.owners = owners;
    this.heads = heads;
  }

  /**
   * The parents that new tasks name; to be asked before these are written.
   *
   * @param ids of the new tasks, in the order of {@code inputs}
   */
  public static Parents of(List<UUID> ids, List<TaskInput> inputs, Sql sql) {
    Map<UUID, UUID> named = new LinkedHashMap<>();
    Map<UUID, Owner> owners = new HashMap<>();
    List<UUID> chosen = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (inputs.get(i).about().parentId() != null) {
        named.put(ids.get(i), inputs.get(i).about().parentId());
        owners.put(ids.get(i), inputs.get(i).origin().owner());
        if (inputs.get(i).taskId() != null) {
          chosen.add(ids.get(i));
        }
      }
    }
    // a parent that was dropped with its month of history has left its subtasks behind
    return new Parents(named, owners, found(HEADS, chosen, sql));
  }

  /**
   * What is wrong with them, by the id of the task that is at fault, and so not to be created;
   * those of the others stay while this transaction lasts.
   *
   * @param ids the new tasks
   * @param taken those of them that were not written, for their id was in use
   */
  public Map<UUID, String> faults(Collection<UUID> ids, Set<UUID> taken, Sql sql) {
    if (named.isEmpty()) {
      return Map.of();
    }
    Set<UUID> made = new HashSet<>(ids);
    made.removeAll(taken);
    Set<UUID> others = new LinkedHashSet<>(named.values());
    others.removeAll(made);
    Map<UUID, Whose> there = kept(others, sql);
    Map<UUID, String> verdicts = new HashMap<>();
    others.forEach(id -> verdicts.put(id, there.containsKey(id) ? "" : MISSING));
    named.forEach(
        (id, parent) -> {
          if (there.containsKey(parent) && !there.get(parent).isOf(owners.get(id))) {
            verdicts.put(id, MISSING);
          }
        });
    named.keySet().stream().filter(made::contains).forEach(id -> judge(id, verdicts));
    Map<UUID, String> faults = new HashMap<>(verdicts);
    faults.keySet().retainAll(named.keySet());
    faults.keySet().retainAll(made);
    faults.values().removeIf(String::isEmpty);
    return faults;
  }

  /** Goes up as far as nothing is known yet, and comes down again with what was found. */
  private void judge(UUID task, Map<UUID, String> verdicts) {
    Set<UUID> way = new LinkedHashSet<>();
    UUID at = task;
    while (named.containsKey(at) && !verdicts.containsKey(at) && way.add(at)) {
      at = named.get(at);
    }
    String above = way.contains(at) ? CIRCLE : verdicts.getOrDefault(at, "");
    List<UUID> down = new ArrayList<>(way);
    for (int i = down.size() - 1; i >= 0; i--) {
      boolean passedOn = above.isEmpty() || above.equals(CIRCLE) || !named.containsKey(at);
      above = passedOn ? above : NOT_MADE;
      above = above.isEmpty() && heads.contains(down.get(i)) ? HEAD : above;
      at = down.get(i);
      verdicts.put(at, above);
    }
  }

  /**
   * Takes the locks that {@link #check} needs, if the parent is another one than now. Before the
   * task itself is locked: two that want to be each other's parents then come one after the other.
   */
  static void lock(UUID task, UUID parent, Sql sql) {
    if (sql.query(FAILED, SAME, row -> true, task, parent).isEmpty()) {
      sql.query(FAILED, ONE_AT_A_TIME, row -> true);
      kept(List.of(parent), sql);
    }
  }

  /**
   * Checks that a task may be part of another one from now on.
   *
   * @param owner whose tasks the caller sees
   * @throws InvalidInput if there is none with this id, or it is part of the task itself
   */
  static void check(UUID task, UUID parent, Owner owner, Sql sql) {
    sql.query(FAILED, ONE_AT_A_TIME, row -> true);
    Map<UUID, Whose> there = kept(List.of(parent), sql);
    if (!there.containsKey(parent) || !there.get(parent).isOf(owner)) {
      throw new InvalidInput("/parent_id", MISSING);
    }
    Top top =
        sql.one(
            FAILED, TOP, row -> new Top(Sql.uuid(row), row.getInt(2)), parent, task, MOST_LEVELS);
    if (task.equals(top.task())) {
      throw new InvalidInput("/parent_id", CIRCLE);
    }
    if (top.level() > MOST_LEVELS) {
      throw new InvalidInput("/parent_id", TOO_DEEP);
    }
  }

  /** Whose those are that are there, by their ids. */
  private static Map<UUID, Whose> kept(Collection<UUID> ids, Sql sql) {
    Map<UUID, Whose> there = new HashMap<>();
    if (!ids.isEmpty()) {
      sql.each(
          FAILED,
          KEEP,
          row -> there.put(Sql.uuid(row), new Whose(row.getString(2), row.getString(3))),
          SqlArray.uuids(ids));
    }
    return there;
  }

  private static Set<UUID> found(String statement, Collection<UUID> ids, Sql sql) {
    return ids.isEmpty()
        ? Set.of()
        : Set.copyOf(sql.query(FAILED, statement, Sql::uuid, SqlArray.uuids(ids)));
  }
}
