package org.taskyard.handlers.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.json.Json;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** An import that was stopped goes on with the rows that wait for their parents. */
class ImportGoesOnTest {

  private static TestDatabase database;
  private static TestBeans beans;

  private final UUID id = UUID.randomUUID();
  private final UUID parent = UUID.randomUUID();
  private final UUID child = UUID.randomUUID();
  private JsonNode kept;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
  }

  @Test
  void aRowThatWaitsIsNeitherLostNorMadeTwiceByAStop() {
    String row = "{\"handler\":\"H\",\"task_id\":\"%s\"}\n";
    String part = "{\"handler\":\"H\",\"task_id\":\"%s\",\"parent_id\":\"%s\"}\n";
    String others = "{\"handler\":\"H\"}\n".repeat(2 * ImportHandler.CHUNK_ROWS);
    String rows =
        part.formatted(child, parent)
            + part.formatted(UUID.randomUUID(), UUID.randomUUID())
            + others
            + row.formatted(parent);

    assertThat(run(rows, true)).isInstanceOf(Outcome.RetryLater.class);
    assertThat(kept.path("waiting")).hasSize(2);
    assertThat(count()).isEqualTo("" + (ImportHandler.CHUNK_ROWS - 2));

    Outcome.Done done = (Outcome.Done) run(rows, false);
    assertThat(done.response().path("created").intValue())
        .isEqualTo(2 * ImportHandler.CHUNK_ROWS + 2);
    assertThat(done.response().path("rejected").findValuesAsText("line")).containsExactly("2");
    assertThat(count()).isEqualTo("" + (2 * ImportHandler.CHUNK_ROWS + 2));
    assertThat(database.one("SELECT parent_id FROM task WHERE task_id = ?", child))
        .isEqualTo(parent.toString());
  }

  private static String count() {
    return database.one("SELECT count(*) FROM task");
  }

  /**
   * Runs the import, from where the run before has ended.
   *
   * @param stops true to stop it behind its first chunk
   */
  private Outcome run(String rows, boolean stops) {
    JsonNode before = kept;
    TaskContext context =
        (TaskContext)
            Proxy.newProxyInstance(
                TaskContext.class.getClassLoader(),
                new Class<?>[] {TaskContext.class},
                (task, method, arguments) ->
                    switch (method.getName()) {
                      case "id" -> id;
                      case "owner" -> Owner.ANYBODY;
                      case "request" ->
                          Json.MAPPER.valueToTree(Map.of("content", rows, "format", "ndjson"));
                      case "cancelled" -> stops && kept != before;
                      case "checkpoint" ->
                          arguments == null ? Optional.ofNullable(kept) : keep(arguments[0]);
                      default -> null;
                    });
    return beans.call(
        ImportRows.class,
        writes -> {
          try {
            return new ImportHandler(null, writes).handle(context);
          } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
          }
        });
  }

  private Object keep(Object state) {
    kept = (JsonNode) state;
    return null;
  }
}
