package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Eventually;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;

/** The runnable jar does the same on a machine of any locale. */
class LocaleIT {

  /** One after the other on the same data: the first start makes it. */
  @TempDir private static Path data;

  private final String user = "user-I-" + UUID.randomUUID();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // I is not the capital letter of i
        "-Duser.language=tr -Duser.country=TR",
        // another calendar, and digits of its own
        "-Duser.language=th -Duser.country=TH -Duser.variant=TH",
        "-Duser.language=ar -Duser.country=EG -Duser.extensions=nu-arab"
      })
  void itIsTheSameInEveryLocale(String locale) {
    try (TaskyardProcess node = TaskyardProcess.on(data).jvm(locale.split(" ")).start()) {
      assertThat(data.resolve("postgresql")).isDirectory();
      assertThat(node.said())
          .contains("embedded PostgreSQL in " + data + "\n")
          .containsPattern("(?m)^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+\\+0000 INFO    org\\.")
          .containsPattern("after [0-9]+\\.[0-9] s");
      Api api = node.api();
      headersAreFound(api);
      crontabsAreRead(api);
      tasksRun(api);
      nothingElseIsAsTheLocaleHasIt(api);
    }
  }

  private void headersAreFound(Api api) {
    Map<String, ?> task = Map.of("handler", "NobodyServesThis", "user_id", user);
    String key = UUID.randomUUID().toString();
    Answer first = api.post("/v2/task/create", task, "Idempotency-Key", key);
    assertThat(api.post("/v2/task/create", task, "Idempotency-Key", key).text())
        .isEqualTo(first.text());
    assertThat(Runs.total(api, Map.of("user_id", user))).isEqualTo(1);
    String id = first.json().path("task_id").textValue();
    String tag = first.header("ETag");
    assertThat(api.get("/v2/task/view/" + id, "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(update(api, id, "If-Match", "\"another\"").status()).isEqualTo(412);
    assertThat(update(api, id, "If-Match", tag).status()).isEqualTo(200);
  }

  private static Answer update(Api api, String id, String... condition) {
    return api.put("/v2/task/update/" + id, Map.of("priority", 7), condition);
  }

  private static void crontabsAreRead(Api api) {
    assertThat(next(api, "0 9 * * fri")).startsWith("2027-01-01T09:00:00");
    assertThat(next(api, "0 0 1 apr-jul *")).startsWith("2027-04-01T00:00:00");
    assertThat(next(api, "@midnight")).startsWith("2027-01-01T00:00:00");
    assertThat(next(api, "@WEEKLY")).startsWith("2027-01-03T00:00:00");
  }

  private static String next(Api api, String cron) {
    Answer preview =
        api.post(
            "/v2/schedule/preview",
            Map.of("cron", cron, "from", "2026-12-31T12:00:00Z", "time_zone", "UTC"));
    assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
    return preview.json().at("/runs/0/run_at").textValue();
  }

  private void tasksRun(Api api) {
    Answer schedule =
        api.post(
            "/v2/schedule/create",
            Map.of("name", user, "handler", "EchoHandler", "user_id", user, "cron", "* * * * * *"));
    assertThat(schedule.status()).as(schedule.toString()).isEqualTo(201);
    Map<String, ?> completed = Map.of("user_id", user, "status", "completed");
    Eventually.holds("a schedule fires", () -> Runs.total(api, completed) >= 2);
    String id = schedule.json().path("schedule_id").textValue();
    assertThat(api.delete("/v2/schedule/delete/" + id).status()).isEqualTo(204);
  }

  private void nothingElseIsAsTheLocaleHasIt(Api api) {
    String dotless = user.replace('I', 'ı');
    for (String other : List.of(dotless, user.replace('I', 'i'))) {
      Runs.create(api, Map.of("handler", "NobodyServesThis", "user_id", other));
    }
    assertThat(Runs.total(api, Map.of("user_id", Map.of("like", dotless)))).isEqualTo(1);
    JsonNode task = Runs.run(api, Map.of("handler", "EchoHandler", "user_id", user));
    assertThat(task.path("status").textValue()).isEqualTo("completed");
    assertThat(Instant.parse(task.path("created_at").textValue()))
        .isBetween(Instant.now().minusSeconds(3_600), Instant.now().plusSeconds(3_600));
    assertThat(api.get("/no/such/path").json().path("status").intValue()).isEqualTo(404);
  }
}
