package org.taskyard.database;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;

/** A statement failed; its transaction is rolled back. */
@ApplicationException(rollback = true)
public class StatementFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String state;

  /**
   * Its message is both.
   *
   * @param what what could not be done, as a sentence without its full stop
   */
  public StatementFailed(String what, SQLException cause) {
    super(what + ": " + cause.getMessage(), cause);
    state = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** The values were to blame: the same statement fails again, while others may succeed. */
  public boolean byValues() {
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
  }

  /** Another session held the lock for longer than the statement waited; it may be tried again. */
  public boolean lockNotAvailable() {
    return "55P03".equals(state);
  }
}
