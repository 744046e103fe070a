package org.taskyard.database.pool;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/**
 * A connection that commits by statement, and whose every prepared statement says first whose rows
 * it sees. PostgreSQL takes both as one transaction, and they take one round trip; a transaction
 * around them would take three.
 */
final class SightedConnection implements InvocationHandler {

  /** Of each statement the first parameter is its sight. */
  static final String SEES = "SELECT set_config('taskyard.tenant', ?, true)";

  private final Connection connection;

  private SightedConnection(Connection connection) {
    this.connection = connection;
  }

  /** The connection with these statements. */
  static Connection of(Connection connection) {
    return proxy(Connection.class, new SightedConnection(connection));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (!method.getName().equals("prepareStatement")) {
      return call(connection, method, arguments);
    }
    Object[] prefixed = arguments.clone();
    prefixed[0] = SEES + "; " + arguments[0];
    PreparedStatement statement = (PreparedStatement) call(connection, method, prefixed);
    statement.setString(1, Sight.now());
    return proxy(
        PreparedStatement.class,
        (self, called, given) ->
            given == null
                ? plain(statement, called)
                : call(statement, called, shifted(called, given)));
  }

  /** The second result is the statement's own. */
  private static Object plain(PreparedStatement statement, Method method) throws Throwable {
    switch (method.getName()) {
      case "execute":
        statement.execute();
        return statement.getMoreResults();
      case "executeQuery":
        statement.execute();
        statement.getMoreResults();
        return statement.getResultSet();
      case "executeUpdate":
        statement.execute();
        statement.getMoreResults();
        return statement.getUpdateCount();
      case "clearParameters":
        statement.clearParameters();
        statement.setString(1, Sight.now());
        return null;
      case "addBatch", "executeBatch", "executeLargeUpdate":
        throw new SQLFeatureNotSupportedException(method.getName());
      default:
        return call(statement, method, null);
    }
  }

  /** A parameter is one place further on. */
  private static Object[] shifted(Method method, Object[] given) {
    boolean parameter =
        method.getName().startsWith("set")
            && given.length > 1
            && method.getParameterTypes()[0] == int.class;
    if (!parameter) {
      return given;
    }
    Object[] shifted = given.clone();
    shifted[0] = (Integer) given[0] + 1;
    return shifted;
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler calls) {
    return type.cast(
        Proxy.newProxyInstance(
            SightedConnection.class.getClassLoader(), new Class<?>[] {type}, calls));
  }

  /** Says it for a transaction that has begun, or begins with that. */
  static void say(Connection begun) throws SQLException {
    try (PreparedStatement statement = begun.prepareStatement(SEES)) {
      statement.setString(1, Sight.now());
      statement.execute();
    }
  }
}
