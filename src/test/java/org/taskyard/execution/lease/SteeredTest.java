package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

/** Settings before a statement hold for it only in a transaction. */
class SteeredTest {

  private static final String STEERED =
      Steered.once("SELECT current_setting('enable_seqscan') WHERE ?::text IS NOT NULL");

  private static final TestDatabase database = TestDatabase.empty();

  private static List<String> tenTimes(boolean inTransaction) throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(!inTransaction);
      for (int i = 0; i < 10; i++) {
        connection.createStatement().execute("SET LOCAL enable_seqscan = on");
        seen.addAll(
            org.taskyard.database.Sql.query(connection, STEERED, row -> row.getString(1), "x"));
      }
    }
    return seen;
  }

  @Test
  void aTransactionKeepsThemHoweverOftenTheDriverHasSentTheStatement() throws SQLException {
    assertThat(tenTimes(true)).hasSize(10).containsOnly("off");
  }

  /** Once it knows both parts, the driver sends them as two transactions. */
  @Test
  void withoutATransactionTheyAreGoneBeforeTheStatement() throws SQLException {
    assertThat(tenTimes(false)).endsWith("on");
  }

  @Test
  void nobodyStatesThemWithoutATransaction() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      assertThat(sources.filter(path -> path.toString().endsWith(".java")).filter(this::strays))
          .isEmpty();
    }
  }

  private boolean strays(Path source) {
    try {
      String text = Files.readString(source);
      return text.matches("(?s).*(Steered\\.|\"SELECT set_config\\('enable).*")
          && text.contains("\n@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)");
    } catch (IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
  }
}
