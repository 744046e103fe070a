package org.taskyard.access.quota;

/**
 * What somebody wants to create.
 *
 * @param tenant whose it will be; empty for none
 * @param user whose it will be; null for nobody's
 * @param tasks how many
 * @param bytes of their requests, or of a file
 */
public record Demand(String tenant, String user, long tasks, long bytes) {

  Demand plus(Demand other) {
    return new Demand(tenant, user, tasks + other.tasks, bytes + other.bytes);
  }
}
