package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

@OnServer
class ViewTaskIT {

  private final Api api;
  private final Tasks tasks;

  ViewTaskIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @Test
  void aTaskIsFoundByItsIdInThePathOrInTheQuery() {
    String id = tasks.id();
    Answer byPath = api.get("/v2/task/view/" + id);
    assertThat(byPath.json().get("task_id").textValue()).isEqualTo(id);
    assertThat(api.get("/v2/task/view?id=" + id).text()).isEqualTo(byPath.text());
    assertThat(api.get("/v2/task/view/" + id.toUpperCase(Locale.ROOT)).text())
        .isEqualTo(byPath.text());
  }

  @Test
  void aHistorizedTaskIsFoundAsWell() {
    String id = tasks.id("status", "completed");
    tasks.historize(id);
    assertThat(tasks.view(id).get("historized_at").isTextual()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/task/view/00000000-0000-0000-0000-000000000000",
        "/v2/task/view/task-1",
        "/v2/task/view/1-1-1-1-1",
        "/v2/task/view/%F0%9F%98%80",
        "/v2/task/view/",
        "/v2/task/view",
        "/v2/task/view?id=",
        "/v2/task/view?id=task-1"
      })
  void anIdThatIsNobodysIsNotFound(String path) {
    assertProblem(api.get(path), 404);
  }

  @Test
  void whoHasTheCurrentVersionGetsItNotAgain() {
    String id = tasks.id();
    String tag = api.get("/v2/task/view/" + id).header("ETag");

    for (String known : new String[] {tag, "\"other\", " + tag, "W/" + tag, "*"}) {
      Answer answer = api.get("/v2/task/view/" + id, "If-None-Match", known);
      assertThat(answer.status()).as(known).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.header("ETag")).isEqualTo(tag);
    }
    assertThat(api.get("/v2/task/view/" + id, "If-None-Match", "\"other\"").status())
        .isEqualTo(200);
  }

  @Test
  void theEntityTagChangesWithTheTaskAndOnlyThen() {
    String id = tasks.id("entity_id", "a");
    String first = api.get("/v2/task/view/" + id).header("ETag");
    assertThat(api.get("/v2/task/view/" + id).header("ETag")).isEqualTo(first);

    Answer changed = tasks.update(id, "entity_id", "b");
    assertThat(changed.header("ETag")).isNotEqualTo(first);
    Answer seen = api.get("/v2/task/view/" + id, "If-None-Match", first);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.header("ETag")).isEqualTo(changed.header("ETag"));
  }

  @Test
  void aConditionThatDoesNotHoldIsRefused() {
    String id = tasks.id();
    assertProblem(api.get("/v2/task/view/" + id, "If-Match", "\"other\""), 412);
  }

  @Test
  void headTellsTheHeadersWithoutTheTask() {
    String id = tasks.id();
    Answer head = api.send("HEAD", "/v2/task/view/" + id, null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("ETag")).isEqualTo(api.get("/v2/task/view/" + id).header("ETag"));
    assertThat(api.send("HEAD", "/v2/task/view/" + UUID.randomUUID(), null).status())
        .isEqualTo(404);
  }
}
