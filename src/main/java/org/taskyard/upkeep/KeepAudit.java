package org.taskyard.upkeep;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.taskyard.database.Sql;
import org.taskyard.database.StatementFailed;
import org.taskyard.settings.Settings;

/**
 * Makes the months of the audit before they are needed, and drops those that have been kept long
 * enough. Looks often: without a month for now, nothing could be changed.
 */
@Stateless
@Local(Chore.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeepAudit implements Chore {

  private static final String ADD = "SELECT add_audit_months()";

  private static final String OLD =
      "SELECT audit_months_before(service_clock() - ? * interval '1 second')";

  /**
   * Waits briefly for those who read or write: whoever waits for such a lock holds up all others.
   */
  private static final String DROP =
      """
      WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', '100ms', true) AS set)
      SELECT drop_audit_month(?) FROM patience WHERE set IS NOT NULL
      """;

  @Inject Sql sql;
  @Inject Settings settings;

  @Override
  public String name() {
    return "Months of the audit";
  }

  @Override
  public Duration pauseAfter(int done) {
    return Duration.ofMinutes(1);
  }

  @Override
  public int run() {
    int done = sql.one("Months of the audit cannot be made", ADD, row -> row.getInt(1));
    List<LocalDate> old =
        settings.auditKeep().isEmpty()
            ? List.of()
            : sql.query(
                "Months of the audit cannot be found",
                OLD,
                row -> row.getDate(1).toLocalDate(),
                settings.auditKeep().get().toSeconds());
    for (LocalDate month : old) {
      done += drop(month) ? 1 : 0;
    }
    return done;
  }

  private boolean drop(LocalDate month) {
    try {
      return sql.one(
          "A month of the audit cannot be dropped", DROP, row -> row.getBoolean(1), month);
    } catch (StatementFailed fault) {
      if (fault.lockNotAvailable()) {
        return false;
      }
      throw fault;
    }
  }
}
