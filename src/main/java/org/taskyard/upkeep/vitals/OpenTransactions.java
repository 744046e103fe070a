package org.taskyard.upkeep.vitals;

/** Which transactions are open in the database, but for the one that asks. */
final class OpenTransactions {

  /**
   * Prepared ones too. Of a session that the role may not look into nothing is seen ({@link
   * ViewDatabase} counts them).
   */
  static final String SQL =
      """
      SELECT xact_start AS since, pid, usename::text AS role, application_name AS application,
             host(client_addr) AS address, state, NULL::text AS prepared
      FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
        AND xact_start IS NOT NULL
      UNION ALL
      SELECT prepared, NULL, owner::text, NULL, NULL, NULL, gid
      FROM pg_prepared_xacts
      WHERE database = current_database()
      """;

  private OpenTransactions() {}
}
