package org.taskyard.cluster;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A node: a row of the view {@code node_list}, never written. */
@Entity
@Table(name = "node_list")
public class ListedNode {

  @Id String name;

  String state;

  String version;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "seen_at")
  Instant seenAt;

  @Column(name = "ticked_at")
  Instant tickedAt;

  int slots;

  int busy;

  int prefetched;

  long leases;

  long lost;

  @Column(name = "heap_used")
  long heapUsed;

  @Column(name = "heap_max")
  long heapMax;

  boolean drain;
}
