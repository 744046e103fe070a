package org.taskyard.roster;

/**
 * That somebody serves a handler.
 *
 * @param holder the node or remote worker, by the name that it has in leases
 */
record Served(String handler, String holder, boolean remote) {}
