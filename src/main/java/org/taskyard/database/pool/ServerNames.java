package org.taskyard.database.pool;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What the server keeps by name. */
final class ServerNames {

  private ServerNames() {}

  /**
   * Looks a name up.
   *
   * @param name one of ours or of the administrator's, never of a caller
   * @throws NamingException if the server has nothing of that name
   */
  @SuppressWarnings("BanJNDI")
  static Object lookup(String name) throws NamingException {
    return new InitialContext().lookup(name);
  }
}
