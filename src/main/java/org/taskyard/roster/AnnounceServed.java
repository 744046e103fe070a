package org.taskyard.roster;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import javax.sql.DataSource;
import org.taskyard.execution.lease.StatementFailed;

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
        SELECT * FROM unnest(?::text[], ?::text[], ?::boolean[]) AS t (handler, holder, remote)
      ), known AS (
        INSERT INTO handler (name, updated_at)
        SELECT DISTINCT handler, service_clock()
        FROM told
        WHERE NOT EXISTS (SELECT 1 FROM handler h WHERE h.name = told.handler)
        ON CONFLICT (name) DO NOTHING
      )
      INSERT INTO serving AS s (handler, holder, remote, seen_at)
      SELECT handler, holder, remote, service_clock() FROM told ORDER BY handler, holder, remote
      ON CONFLICT (handler, holder, remote) DO UPDATE SET seen_at = greatest(s.seen_at, excluded.seen_at)
      """;

  private static final String LEAVE = "DELETE FROM serving WHERE holder = ? AND NOT remote";

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  /** Writes that these were seen now. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void announce(Collection<Served> served) {
    if (served.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ANNOUNCE)) {
      setArray(statement, 1, "text", served, Served::handler);
      setArray(statement, 2, "text", served, Served::holder);
      setArray(statement, 3, "boolean", served, Served::remote);
      statement.executeUpdate();
    } catch (SQLException fault) {
      throw new StatementFailed("Who serves what cannot be announced", fault);
    }
  }

  /** The node serves nothing any more. */
  public void leave(String node) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LEAVE)) {
      statement.setString(1, node);
      statement.executeUpdate();
    } catch (SQLException fault) {
      throw new StatementFailed("The end of this node cannot be announced", fault);
    }
  }

  private static void setArray(
      PreparedStatement statement,
      int place,
      String type,
      Collection<Served> rows,
      Function<Served, Object> column)
      throws SQLException {
    Object[] values = rows.stream().map(column).toArray();
    statement.setArray(place, statement.getConnection().createArrayOf(type, values));
  }
}
