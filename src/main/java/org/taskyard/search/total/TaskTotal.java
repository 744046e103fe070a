package org.taskyard.search.total;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A part of how many tasks a handler has in a status (V003__counters.sql). Only sums of parts mean
 * something: they are exact in every transaction. So parts are never read as such, and the id is
 * one for JPA only.
 */
@Entity
@Table(name = "task_total")
public class TaskTotal {

  @Id private String handler;

  private String tenant;

  /** As callers see it: running is among them. */
  private String status;

  private boolean historized;

  /** True for what the leases change: nothing in a sum over all statuses. */
  private boolean leased;

  private long total;
}
