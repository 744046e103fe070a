package org.taskyard.explain;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.json.Json;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TaskErrors.TaskNotFound;

/** Explains why a task is not running, or not done. */
@Stateless
public class ExplainTask {

  @Inject private EntityManager database;
  @Inject private Sql sql;
  @Inject private Secrecy secrecy;

  /**
   * All the reasons that hold now.
   *
   * @param owner whose tasks the caller sees
   * @param sight what it sees of them
   * @throws TaskNotFound if there is no such task
   */
  public Explanation explain(UUID id, Owner owner, Sight sight) {
    State state = State.of(id, owner, (handler, error) -> type(handler, error, sight), database);
    Line line =
        state.isClaimable()
            ? sql.within(
                "What waits cannot be read",
                connection -> Line.of(id, state.handler(), state.tenant(), connection))
            : null;
    Reasons reasons = new Reasons(state, line, owner.isLimited());
    return new Explanation(id, state.handler(), reasons.status(), state.now(), reasons.all());
  }

  /** Of a failure, as the caller sees it; null if there is none. */
  private String type(String handler, String error, Sight sight) {
    String shown = secrecy.shown(handler, "error", error, sight);
    return shown == null ? null : Json.stored(shown).path("type").textValue();
  }
}
