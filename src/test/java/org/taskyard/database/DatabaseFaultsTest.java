package org.taskyard.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultsTest {

  @ParameterizedTest
  @CsvSource({
    "08006, true", // the connection broke
    "57P01, true", // the server is being stopped
    "57P03, true", // it is not ready yet
    "53300, true", // it has too many connections
    "53100, true", // its disk is full
    "58030, true", // its disk does not answer
    "25006, true", // it has become a standby
    "23505, false", // a duplicate key
    "57014, false", // a statement ran out of time
  })
  void onlyTheWayToTheDatabaseAndItsStateAreItsAbsence(String state, boolean away) {
    SQLException fault = new SQLException("told by its state", state);
    assertThat(DatabaseFaults.absence(wrapped(fault)) != null).isEqualTo(away);
    // however the server wraps what happens at a commit
    assertThat(DatabaseFaults.absence(commit(fault)) != null).isEqualTo(away);
  }

  @Test
  void aCommitThatHasNotComeThroughIsItsAbsence() {
    assertThat(DatabaseFaults.absence(commit(null))).isInstanceOf(XAException.class);
    assertThat(DatabaseFaults.absence(new RollbackException("could not commit"))).isNotNull();
  }

  @Test
  void aBugIsNot() {
    assertThat(DatabaseFaults.absence(wrapped(new NullPointerException()))).isNull();
    assertThat(DatabaseFaults.absence(rolledBack(new NullPointerException()))).isNull();
  }

  private static Throwable commit(SQLException fault) {
    return wrapped(rolledBack(new XAException("commit failed").initCause(fault)));
  }

  private static Throwable wrapped(Exception cause) {
    return new EJBException(cause);
  }

  private static RollbackException rolledBack(Throwable cause) {
    RollbackException rolledBack = new RollbackException("rolled back");
    rolledBack.initCause(cause);
    return rolledBack;
  }
}
