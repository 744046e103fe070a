package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Creator;
import org.taskyard.access.Owner;
import org.taskyard.execution.lease.ClaimedTask;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.Failure;
import org.taskyard.execution.lease.KeepCheckpoint;
import org.taskyard.execution.lease.LogLine;
import org.taskyard.execution.lease.RenewLeases;
import org.taskyard.execution.lease.RunReport;
import org.taskyard.execution.lease.Wish;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.repeat.SubmitOnce;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;
import org.taskyard.task.ChangeTask;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskView;
import org.taskyard.task.ViewTask;
import org.taskyard.task.create.SubmitTasks;

/** What a handler has encrypted is in no row of any table, whichever way it came. */
class EncryptedRowsTest {

  private static final String CANARY = "canary-4111";
  private static final String REQUEST = "{\"iban\": \"" + CANARY + "\", \"n\": 1.50}";

  private static TestDatabase database;
  private static TestBeans beans;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database, Map.of("taskyard.encryption.keys", TestSecrecy.keys('a')));
    database.run(
        """
        INSERT INTO handler (name, updated_at, encrypted)
        VALUES ('Pay', service_clock(), '["request.iban", "response", "error", "checkpoint", "log"]'),
               ('Open', service_clock(), '[]')
        """);
  }

  /** Of every test: whatever it did, no table has the value. */
  @AfterEach
  void noRowHoldsIt() {
    List<String> holding = new ArrayList<>();
    String tables =
        database.one(
            """
            SELECT string_agg(relid::regclass::text, ' ')
            FROM pg_stat_user_tables WHERE schemaname = 'public'
            """);
    for (String table : tables.split(" ")) {
      if (!"0"
          .equals(
              database.one(
                  "SELECT count(*) FROM " + table + " AS t WHERE to_jsonb(t)::text LIKE ?",
                  "%" + CANARY + "%"))) {
        holding.add(table);
      }
    }
    assertThat(holding).isEmpty();
    database.run("DELETE FROM task");
  }

  private static TaskInput input(String handler, String request, String more) {
    try {
      Faults faults = new Faults();
      String task = "{\"handler\": \"" + handler + "\", \"request\": " + request + more + "}";
      TaskInput input = TaskInput.ofNew(Json.document(task), "", faults, Creator.SERVICE);
      faults.refuse();
      return input;
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  private static UUID made() {
    TaskInput input = input("Pay", REQUEST, "");
    return beans.call(SubmitTasks.class, tasks -> tasks.one(input)).taskId();
  }

  private static ClaimedTask claimed() {
    Wish wish = new Wish(List.of("Pay"), 1, "node", null);
    return beans
        .call(ExchangeTasks.class, tasks -> tasks.exchange(List.of(), wish))
        .claimed()
        .get(0);
  }

  private static void end(Ending ending) {
    beans.run(ExchangeTasks.class, tasks -> tasks.exchange(List.of(ending), Wish.NONE));
  }

  private static RunReport report(ClaimedTask run) {
    return new RunReport(run.taskId(), run.token(), null, null, List.of(LogLine.now(CANARY)));
  }

  private static TaskView shown(UUID id) {
    TaskView stored = beans.call(ViewTask.class, tasks -> tasks.view(id, Owner.ANYBODY));
    return stored.shown(TestSecrecy.secrecy(Map.of(), TestSecrecy.keys('a')), Sight.WHOLE);
  }

  @Test
  void aTaskIsStoredWithoutItAndRunWithIt() {
    UUID id = made();
    assertThat(shown(id).request()).contains(CANARY).contains("1.50");
    assertThat(claimed().input().request()).contains(CANARY).contains("1.50");
  }

  @Test
  void aBatchIsStoredWithoutItByEachOfItsStatements() {
    String chosen = ", \"task_id\": \"" + UUID.randomUUID() + "\"";
    String elsewhere = ", \"status\": \"completed\", \"response\": \"\\\"" + CANARY + "\\\"\"";
    for (List<TaskInput> batch :
        List.of(
            List.of(input("Pay", REQUEST, ""), input("Pay", Json.quoted(REQUEST), elsewhere)),
            List.of(input("Pay", REQUEST, chosen)))) {
      SubmitTasks.Batch made = beans.call(SubmitTasks.class, tasks -> tasks.all(batch));
      made.ids().forEach(id -> assertThat(shown(id).request()).contains(CANARY));
    }
  }

  @Test
  void anAnswerThatIsKeptHasItEncrypted() {
    beans.run(
        SubmitOnce.class,
        once ->
            once.once(
                "a-test",
                UUID.randomUUID().toString(),
                new byte[0],
                () -> {
                  TaskInput input = input("Pay", REQUEST, "");
                  TaskView made = beans.call(SubmitTasks.class, tasks -> tasks.one(input));
                  return new SubmitOnce.Answer(201, "/", Json.write(made));
                }));
    assertThat(database.one("SELECT body FROM idempotency")).contains("$encrypted");
  }

  @Test
  void whatARunReportsIsStoredWithoutIt() {
    UUID id = made();
    ClaimedTask first = claimed();
    beans.run(KeepCheckpoint.class, keep -> keep.keep(first, "{\"at\": \"" + CANARY + "\"}"));
    // gone with the queue's row, before all tables are looked at
    assertThat(database.one("SELECT checkpoint FROM queue WHERE task_id = ?", id))
        .contains("$encrypted")
        .doesNotContain(CANARY);
    beans.run(
        RenewLeases.class,
        renew -> renew.renew(List.of(new RenewLeases.Held(report(first), null, true))));
    Failure failure = new Failure("IOException", CANARY, true);
    end(new Ending.Retried(report(first), failure, java.time.Duration.ZERO));
    assertThat(shown(id).error())
        .isEqualTo("{\"type\":\"IOException\",\"message\":\"" + CANARY + "\",\"retryable\":true}");
    ClaimedTask second = claimed();
    assertThat(second.input().checkpoint()).contains(CANARY);
    end(new Ending.Completed(report(second), "{\"iban\": \"" + CANARY + "\"}"));
    assertThat(shown(id).response()).isEqualTo("{\"iban\":\"" + CANARY + "\"}");
    assertThat(database.one("SELECT count(*) FROM attempt_log")).isEqualTo("3");
  }

  @Test
  void aChangeIsStoredWithoutItAlsoOfATaskThatComesFromAnotherHandler() throws Exception {
    UUID id = made();
    change(id, "{\"request\": {\"iban\": \"" + CANARY + "\", \"b\": 2}}");
    assertThat(shown(id).request()).contains(CANARY).contains("\"b\":2");
    TaskInput open = input("Open", REQUEST, "");
    UUID other = beans.call(SubmitTasks.class, tasks -> tasks.one(open)).taskId();
    change(other, "{\"handler\": \"Pay\"}");
    assertThat(shown(other).request()).contains(CANARY);
  }

  private static void change(UUID id, String json) throws JsonProcessingException {
    TaskInput change = TaskInput.ofChange(Json.document(json), id, new Faults(), Owner.ANYBODY);
    beans.run(ChangeTask.class, tasks -> tasks.change(id, change, IfMatch.of(null), Sight.WHOLE));
  }

  @Test
  void aTaskWhoseKeyIsMissingFailsWithTheReasonAndKeepsItsValue() {
    UUID id = made();
    TestBeans others =
        new TestBeans(database, Map.of("taskyard.encryption.keys", TestSecrecy.keys('b')));
    Wish wish = new Wish(List.of("Pay"), 1, "node", null);
    assertThat(others.call(ExchangeTasks.class, tasks -> tasks.exchange(List.of(), wish)).claimed())
        .isEmpty();
    assertThat(database.one("SELECT outcome FROM attempt WHERE task_id = ?", id))
        .isEqualTo("failed");
    TaskView stored = beans.call(ViewTask.class, tasks -> tasks.view(id, Owner.ANYBODY));
    String error =
        TestSecrecy.secrecy(Map.of(), TestSecrecy.keys('b'))
            .shown("Pay", "error", stored.error(), Sight.WHOLE);
    assertThat(error)
        .startsWith(
            "{\"type\":\"Unreadable\",\"message\":\"What the run works with cannot be decrypted: the key key-a is not in");
    assertThat(shown(id).request()).contains(CANARY);
  }
}
