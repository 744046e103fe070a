package org.taskyard.task.create;

import java.sql.Connection;
import java.sql.SQLException;

/** A statement that writes tasks. */
@FunctionalInterface
interface Writing<T> {

  /** Writes within the connection's transaction. */
  T on(Connection connection) throws SQLException;
}
