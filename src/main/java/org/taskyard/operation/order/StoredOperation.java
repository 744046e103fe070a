package org.taskyard.operation.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.json.Json;
import org.taskyard.operation.order.Frozen.Place;

/**
 * A row of the table {@code operation} (V017__operations.sql): a preview, or what runs.
 *
 * @param at moment of the preview
 * @param expiresAt of a preview; null once it was run
 * @param place of the last item that was acted on; null for none yet
 * @param matched tasks at the preview
 * @param createdSince tasks that would match and came later, counted at the end; null before
 */
public record StoredOperation(
    UUID id,
    Instant at,
    Instant expiresAt,
    Place place,
    int matched,
    Tally tally,
    Integer createdSince,
    String reason,
    JsonNode request) {

  /** What became of items. */
  public record Tally(int done, int refused, int skipped) {

    /** All of them. */
    public int sum() {
      return done + refused + skipped;
    }
  }

  private static final String COLUMNS =
      "SELECT operation_id, "
          + micros("previewed_at")
          + ", "
          + micros("expires_at")
          + ", "
          + micros("place_at")
          + ", place_id, matched, done, refused, skipped, created_since, reason, request::text FROM operation ";

  private static final String OF_TENANT =
      "WHERE operation_id = ? AND tenant IS NOT DISTINCT FROM coalesce(?::text, tenant)";

  private static String micros(String moment) {
    return "(extract(epoch FROM " + moment + ") * 1000000)::bigint";
  }

  /** The operation, or preview, of that id, if its tenant is one that the owner sees. */
  public static Optional<StoredOperation> find(UUID id, Owner owner, Sql sql) {
    return sql
        .query(
            "An operation cannot be read",
            COLUMNS + OF_TENANT,
            StoredOperation::of,
            id,
            owner.tenant())
        .stream()
        .findFirst();
  }

  /** The same for whoever has previewed it, if that was not too long ago, locked. */
  public static Optional<StoredOperation> lock(UUID id, Owner owner, String caller, Sql sql) {
    return sql
        .query(
            "A preview cannot be read",
            COLUMNS
                + OF_TENANT
                + " AND previewed_by = ? AND (expires_at IS NULL OR expires_at > service_clock()) FOR UPDATE",
            StoredOperation::of,
            id,
            owner.tenant(),
            caller)
        .stream()
        .findFirst();
  }

  private static StoredOperation of(ResultSet row) throws SQLException {
    Instant placeAt = moment(row, 4);
    String placeId = row.getString(5);
    int since = row.getInt(10);
    return new StoredOperation(
        Sql.uuid(row),
        moment(row, 2),
        moment(row, 3),
        placeAt == null ? null : new Place(placeAt, UUID.fromString(placeId)),
        row.getInt(6),
        new Tally(row.getInt(7), row.getInt(8), row.getInt(9)),
        row.getString(10) == null ? null : since,
        row.getString(11),
        Json.stored(row.getString(12)));
  }

  private static Instant moment(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Whether it is more than a preview. */
  public boolean isRun() {
    return expiresAt == null;
  }

  /** What is asked for, of the tasks of that owner. */
  public Frozen frozen(Owner owner) {
    return new Frozen(OperationRequest.stored(request, owner), at);
  }

  /** Tasks of the preview that were not acted on: they had changed before their turn came. */
  public int gone() {
    return Math.max(0, matched - tally.sum());
  }
}
