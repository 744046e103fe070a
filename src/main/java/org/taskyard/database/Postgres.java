package org.taskyard.database;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * What PostgreSQL's driver can do beyond JDBC. A data source of the server's brings the server's
 * driver, whose classes are not those of this application; so they are called by reflection.
 */
public final class Postgres {

  private static volatile Class<?> driver;

  private Postgres() {}

  /**
   * Sends rows by COPY, as part of the connection's transaction.
   *
   * @param sql COPY … FROM STDIN
   * @param rows read to its end
   */
  public static void copy(Connection connection, String sql, InputStream rows) throws SQLException {
    Object copies = call(unwrapped(connection), driver, "getCopyAPI");
    call(copies, copies.getClass(), "copyIn", sql, rows);
  }

  /**
   * Waits for notifications.
   *
   * @param millis at most how long
   * @return what they say
   */
  public static List<String> notifications(Connection connection, int millis) throws SQLException {
    Object[] heard =
        (Object[]) call(unwrapped(connection), driver, "getNotifications", (Object) millis);
    if (heard == null) {
      return List.of();
    }
    String[] said = new String[heard.length];
    for (int i = 0; i < heard.length; i++) {
      said[i] = (String) call(heard[i], heard[i].getClass(), "getParameter");
    }
    return List.of(said);
  }

  private static Object unwrapped(Connection connection) throws SQLException {
    if (driver == null) {
      driver = driver(connection);
    }
    return connection.unwrap(driver);
  }

  /** Servers wrap connections and statements, but not the values of PostgreSQL's own types. */
  private static Class<?> driver(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT point(0, 0)")) {
      row.next();
      return row.getObject(1).getClass().getClassLoader().loadClass("org.postgresql.PGConnection");
    } catch (ClassNotFoundException unknown) {
      throw new SQLException("The driver is not PostgreSQL's own", unknown);
    }
  }

  private static Object call(Object target, Class<?> type, String name, Object... arguments)
      throws SQLException {
    Class<?>[] types = Arrays.stream(arguments).map(Postgres::parameter).toArray(Class<?>[]::new);
    try {
      return type.getMethod(name, types).invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof SQLException fault) {
        throw fault;
      }
      throw new SQLException("PostgreSQL's driver has failed", thrown.getCause());
    } catch (ReflectiveOperationException missing) {
      throw new SQLException("PostgreSQL's driver is not of a version that is known", missing);
    }
  }

  private static Class<?> parameter(Object argument) {
    if (argument instanceof Integer) {
      return int.class;
    }
    return argument instanceof InputStream ? InputStream.class : argument.getClass();
  }
}
