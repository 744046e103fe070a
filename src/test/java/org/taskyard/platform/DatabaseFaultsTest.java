package org.taskyard.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultsTest {

  @ParameterizedTest
  @CsvSource({
    "08006, true", // the connection broke
    "57P01, true", // the server is being stopped
    "57P03, true", // it is not ready yet
    "53300, true", // it has too many connections
    "25006, true", // it has become a standby
    "23505, false", // a duplicate key
    "57014, false", // a statement ran out of time
  })
  void onlyTheWayToTheDatabaseAndItsStateAreItsAbsence(String state, boolean away) {
    assertThat(DatabaseFaults.isAway(new SQLException("told by its state", state))).isEqualTo(away);
  }
}
