package org.taskyard.roster;

import org.taskyard.access.Owner;

/**
 * That somebody serves a handler.
 *
 * @param holder the node or remote worker, by the name that it has in leases
 * @param tenant whose tasks it gets; empty for everybody's
 * @param slots how many tasks a node runs at a time; null for a remote worker
 */
record Served(String handler, String holder, boolean remote, String tenant, Integer slots) {

  /** A node, which gets everybody's tasks. */
  static Served byNode(String handler, String node, int slots) {
    return new Served(handler, node, false, Owner.NO_TENANT, slots);
  }

  /** A remote worker. */
  static Served byWorker(String handler, String worker, String tenant) {
    return new Served(handler, worker, true, tenant, null);
  }
}
