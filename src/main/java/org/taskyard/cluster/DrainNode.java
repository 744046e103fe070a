package org.taskyard.cluster;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;
import org.taskyard.access.audit.Audit;
import org.taskyard.database.Sql;
import org.taskyard.execution.node.Hints;

/**
 * Asks a node to take no new tasks, or to take tasks again. It obeys when it hears the hint, at
 * once; else with its next report.
 */
@Stateless
public class DrainNode {

  private static final String FAILED = "The node cannot be asked";

  private static final String STATE = "SELECT state FROM node_list WHERE name = ?";

  private static final String ASK = "UPDATE node SET drain = ? WHERE name = ? AND drain <> ?";

  @Inject Sql sql;
  @Inject Audit audit;
  @Inject Hints hints;

  /**
   * Asks; what is asked already is no change.
   *
   * @param drain true to take none
   * @throws NodeErrors.NodeNotFound if no node has this name
   * @throws NodeErrors.NodeIsGone if it can obey no more
   */
  public void drain(String name, boolean drain) {
    String state =
        sql.query(FAILED, STATE, row -> row.getString(1), name).stream()
            .findFirst()
            .orElseThrow(NodeErrors.NodeNotFound::new);
    if (state.equals("gone") || state.equals("stopped")) {
      throw new NodeErrors.NodeIsGone(state);
    }
    if (sql.update(FAILED, ASK, drain, name, drain) > 0) {
      audit.record(
          drain ? "node.drain" : "node.resume",
          name,
          Map.of("drain", !drain),
          Map.of("drain", drain));
      hints.ask(name);
    }
  }
}
