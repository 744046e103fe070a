package org.taskyard.roster;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collection;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;

/** Tells the cluster who serves what, in one statement. */
@Stateless
public class AnnounceServed {

  /**
   * A handler that only remote workers serve becomes known by their claims. In order, so that nodes
   * which have heard the same workers never wait in a ring.
   */
  private static final String ANNOUNCE =
      """
      WITH told AS MATERIALIZED (
        SELECT * FROM unnest(?::text[], ?::text[], ?::boolean[], ?::text[], ?::integer[])
                      AS t (handler, holder, remote, tenant, slots)
      ), known AS (
        INSERT INTO handler (name, updated_at)
        SELECT DISTINCT handler, service_clock()
        FROM told
        WHERE NOT EXISTS (SELECT 1 FROM handler h WHERE h.name = told.handler)
        ON CONFLICT (name) DO NOTHING
      )
      INSERT INTO serving AS s (handler, holder, remote, tenant, slots, seen_at)
      SELECT handler, holder, remote, tenant, slots, service_clock() FROM told ORDER BY handler, holder, remote, tenant
      ON CONFLICT (handler, holder, remote, tenant) DO UPDATE
        SET seen_at = greatest(s.seen_at, excluded.seen_at), slots = excluded.slots
      """;

  private static final String LEAVE = "DELETE FROM serving WHERE holder = ? AND NOT remote";

  @Inject Sql sql;

  /** Writes that these were seen now. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void announce(Collection<Served> served) {
    if (served.isEmpty()) {
      return;
    }
    sql.update(
        "Who serves what cannot be announced",
        ANNOUNCE,
        SqlArray.of("text", served, Served::handler),
        SqlArray.of("text", served, Served::holder),
        SqlArray.of("boolean", served, Served::remote),
        SqlArray.of("text", served, Served::tenant),
        SqlArray.of("integer", served, Served::slots));
  }

  /** The node serves nothing any more. */
  public void leave(String node) {
    sql.update("The end of this node cannot be announced", LEAVE, node);
  }
}
