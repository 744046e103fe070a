package org.taskyard.upkeep.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestDatabase;

/** The database over HTTP, of a node on a database with a clock that can be moved. */
class DatabaseViewIT {

  @TempDir private static Path data;

  private static TestDatabase database;
  private static TaskyardProcess node;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    node =
        TaskyardProcess.on(data)
            .with("TASKYARD_DB_URL", database.source().getUrl())
            .with("TASKYARD_DB_USER", "postgres")
            .start();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static JsonNode view() {
    Answer answer = node.api().get("/v2/database/view");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void theDatabaseIsSeenWithItsTablesMonthsConnectionsAndSchema() {
    JsonNode seen = view();
    assertThat(seen.get("size").longValue()).isPositive();
    assertThat(seen.at("/schema/version")).isEqualTo(seen.at("/schema/expected"));
    assertThat(seen.at("/connections/used").intValue())
        .isPositive()
        .isLessThanOrEqualTo(seen.at("/connections/max").intValue());
    assertThat(seen.get("tables").findValuesAsText("name"))
        .contains("queue", "task_live", "flyway_schema_history")
        .noneMatch(name -> name.matches("task_\\d+"));
    assertThat(seen.get("months").findValuesAsText("month"))
        .isNotEmpty()
        .allMatch(month -> month.matches("\\d{4}-\\d{2}"));
  }

  @Test
  void aTransactionThatIsLeftOpenIsAProblemAfterFiveMinutesUntilItEnds() throws SQLException {
    try (Connection left = database.source().getConnection();
        Statement inLeft = left.createStatement()) {
      left.setAutoCommit(false);
      inLeft.execute("SET LOCAL application_name = 'a forgotten console'");
      assertThat(aboutTheConsole(view())).isEmpty();
      database.moveClock(Duration.ofMinutes(6));
      JsonNode seen = view();
      assertThat(seen.get("transactions").findValuesAsText("application"))
          .contains("a forgotten console");
      assertThat(aboutTheConsole(seen)).contains("old_transaction", "pg_terminate_backend");
      left.rollback();
    }
    assertThat(aboutTheConsole(view())).isEmpty();
  }

  /** The problem that names it; empty if none does. */
  private static String aboutTheConsole(JsonNode seen) {
    for (JsonNode problem : seen.get("problems")) {
      if (problem.get("text").textValue().contains("a forgotten console")) {
        return problem.toString();
      }
    }
    return "";
  }
}
