package org.taskyard.settings;

import java.util.Optional;

/**
 * Where the database is. Without a data source and a URL it is the embedded one.
 *
 * @param dataSource JNDI name of a data source of the server's
 * @param url JDBC URL of an external PostgreSQL
 * @param user its user
 * @param password its password
 */
public record DatabaseSettings(
    Optional<String> dataSource, Optional<String> url, String user, String password) {

  /** Whether Taskyard starts a PostgreSQL of its own. */
  public boolean embedded() {
    return dataSource.isEmpty() && url.isEmpty();
  }

  static DatabaseSettings from(Settings.Reader read) {
    DatabaseSettings settings =
        new DatabaseSettings(
            Optional.ofNullable(read.text("taskyard.datasource", null)),
            Optional.ofNullable(url(read)),
            read.text("taskyard.db.user", ""),
            read.secret("taskyard.db.password"));
    if (settings.dataSource.isPresent() && settings.url.isPresent()) {
      throw new Settings.Wrong(
          "TASKYARD_DATASOURCE and TASKYARD_DB_URL both name a database: set one of them.");
    }
    return settings;
  }

  private static String url(Settings.Reader read) {
    String url = read.text("taskyard.db.url", null);
    if (url != null && !url.startsWith("jdbc:postgresql:")) {
      throw Settings.Reader.wrong(
          "taskyard.db.url", url, "a JDBC URL such as jdbc:postgresql://host:5432/taskyard");
    }
    return url;
  }
}
