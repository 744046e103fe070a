package org.taskyard.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.Wish;
import org.taskyard.explain.Explanation.Reason;
import org.taskyard.secrecy.Sight;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** A queue whose claims and explanations are compared: one node with two slots serves A and B. */
final class ExplainedQueue {

  final TestDatabase database = TestDatabase.create();
  private final TestBeans beans = new TestBeans(database);

  void begin() {
    database.run("DELETE FROM task");
    database.run("DELETE FROM handler");
    database.run("DELETE FROM task_event");
    database.run("DELETE FROM serving");
    known("A");
    known("B");
    serves("A", "node", 2);
    serves("B", "node", 2);
  }

  void known(String handler) {
    database.run("INSERT INTO handler (name, updated_at) VALUES (?, service_clock())", handler);
  }

  void serves(String handler, String holder, Integer slots) {
    database.run(
        "INSERT INTO serving (handler, holder, remote, slots, seen_at) SELECT ?, ?, s IS NULL, s, service_clock()"
            + " FROM (SELECT ?::integer) AS given (s)",
        handler,
        holder,
        slots);
  }

  /** A remote worker of a tenant. */
  void worksFor(String tenant, String handler, String worker) {
    serves(handler, worker, null);
    database.run("UPDATE serving SET tenant = ? WHERE holder = ?", tenant, worker);
  }

  Explanation explain(UUID id) {
    return beans.call(ExplainTask.class, bean -> bean.explain(id, Owner.ANYBODY, Sight.WHOLE));
  }

  List<String> codes(UUID id) {
    return explain(id).reasons().stream().map(Reason::code).toList();
  }

  Reason only(UUID id, String code) {
    assertThat(codes(id)).containsExactly(code);
    return explain(id).reasons().get(0);
  }

  Reason named(UUID id, String code) {
    return explain(id).reasons().stream().filter(r -> r.code().equals(code)).findFirst().get();
  }

  List<ClaimedTask> claim(String holder, int most, String... handlers) {
    Wish wish = new Wish(List.of(handlers), most, holder, null);
    return beans.call(ExchangeTasks.class, bean -> bean.exchange(List.of(), wish)).claimed();
  }

  /** The claim of a worker of a tenant. */
  List<ClaimedTask> claimOf(String tenant, String worker, int most, String... handlers) {
    Wish wish = new Wish(List.of(handlers), most, worker, null, tenant);
    return beans.call(ExchangeTasks.class, bean -> bean.exchange(List.of(), wish)).claimed();
  }

  void end(Ending ending) {
    beans.call(ExchangeTasks.class, bean -> bean.exchange(List.of(ending), Wish.NONE));
  }

  void complete(ClaimedTask task) {
    end(new Ending.Completed(task.run().report(), null));
  }

  /** Cured: nothing is in the way, and the next claim takes it. */
  void runs(UUID id) {
    assertThat(codes(id)).containsExactly("expected");
    assertThat(claim("node", 1, "A", "B")).extracting(ClaimedTask::taskId).containsExactly(id);
  }

  void waits() {
    assertThat(claim("node", 10, "A", "B")).isEmpty();
  }

  Explanation explain(UUID id, Owner owner) {
    return beans.call(ExplainTask.class, bean -> bean.explain(id, owner, Sight.MASKED));
  }
}
