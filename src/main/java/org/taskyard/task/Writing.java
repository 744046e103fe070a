package org.taskyard.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A statement that writes tasks. */
@FunctionalInterface
interface Writing<T> {

  /** Writes within the connection's transaction. */
  T on(Connection connection) throws SQLException;

  /** Writes, and undoes it: only the answer is left. */
  default T undone(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SAVEPOINT rehearsal");
      T answer = on(connection);
      statement.execute("ROLLBACK TO SAVEPOINT rehearsal");
      return answer;
    }
  }
}
