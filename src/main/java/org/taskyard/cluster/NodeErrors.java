package org.taskyard.cluster;

import org.taskyard.refusal.ServiceException;

/** What can go wrong with a node. */
public final class NodeErrors {

  private NodeErrors() {}

  /** No node has this name. */
  public static final class NodeNotFound extends ServiceException {
    private static final long serialVersionUID = 1L;

    public NodeNotFound() {
      super(
          Kind.NOT_FOUND,
          "node-not-found",
          "No such node",
          "No node has this name. A restarted node has a new one; one that is gone is forgotten after a day.");
    }
  }

  /** The node is there no more, and obeys nobody. */
  public static final class NodeIsGone extends ServiceException {
    private static final long serialVersionUID = 1L;

    public NodeIsGone(String state) {
      super(
          Kind.CONFLICT,
          "node-is-gone",
          "The node is there no more",
          "The node is "
              + state
              + ": it takes no tasks, and cannot be asked anything. Other nodes take over what it held.");
    }
  }
}
