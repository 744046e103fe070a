package org.taskyard.roster;

/**
 * That somebody serves a handler.
 *
 * @param holder the node or remote worker, by the name that it has in leases
 * @param slots how many tasks a node runs at a time; null for a remote worker
 */
record Served(String handler, String holder, boolean remote, Integer slots) {

  /** One whose slots nobody knows. */
  Served(String handler, String holder, boolean remote) {
    this(handler, holder, remote, null);
  }
}
