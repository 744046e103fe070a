package org.taskyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.taskyard.fuzz.EdgeValues.Value;
import org.taskyard.fuzz.Moments.Moment;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.SharedServer;
import org.taskyard.support.Tasks;

/** What docs/api.md says is taken, is; and what the service shows, it takes back. */
@AddLifecycleHook(Length.class)
class TakenBackIT {

  private static final Api API = SharedServer.api();

  @Property(tries = 40, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aTaskThatIsShownCanBeSentBackAtEveryDoor(@ForAll Random random) {
    Tasks tasks = new Tasks(API);
    Value request = new EdgeValues(new Dice(random)).next();
    Answer made = create(tasks, request);
    assertThat(made.status()).as("%s -> %s", request, made).isEqualTo(request.status());
    if (!request.fits()) {
      return;
    }
    String id = made.json().get("task_id").textValue();
    JsonNode shown = tasks.view(id);
    assertThat(shown.get("status").textValue()).as(shown.toString()).isEqualTo("completed");
    Answer updated = API.put("/v2/task/update/" + id, shown);
    assertThat(updated.status()).as("%s -> %s", shown, updated).isEqualTo(200);
    assertThat(updated.json().get("response")).isEqualTo(shown.get("response"));

    String array = Json.write(List.of(copy(shown), copy(shown)));
    Answer batch = API.post("/v2/task/create-batch", array);
    assertThat(batch.status()).as("%s -> %s", array, batch).isEqualTo(201);
    String lines = Json.write(copy(shown)) + "\n" + Json.write(copy(shown)) + "\n";
    batch = API.post("/v2/task/create-batch", lines, "Content-Type", "application/x-ndjson");
    assertThat(batch.status()).as("%s -> %s", lines, batch).isEqualTo(201);
    tasks.index(null).json().forEach(TakenBackIT::delete);
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void whatIsExportedCanBeImported(@ForAll Random random) {
    Tasks tasks = new Tasks(API);
    Dice dice = new Dice(random);
    int made = 0;
    while (made < 8) {
      Value request = new EdgeValues(dice).next();
      made += request.fits() && create(tasks, request).status() == 201 ? 1 : 0;
    }
    JsonNode before = all(tasks);
    String format = dice.among("ndjson", "csv");
    Object search = Map.of("filter", Map.of("user_id", tasks.user()), "format", format);
    String file = ran("ExportHandler", search).get("file_id").textValue();
    before.forEach(TakenBackIT::delete);

    JsonNode told = ran("ImportHandler", Map.of("file_id", file));
    assertThat(told.get("created").intValue()).as(told.toString()).isEqualTo(made);
    JsonNode after = all(tasks);
    for (String field : List.of("request", "response")) {
      assertThat(after.findValues(field)).as(format).isEqualTo(before.findValues(field));
    }
    after.forEach(TakenBackIT::delete);
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aMomentIsTakenShownAndFound(@ForAll Random random) {
    Moment moment = new Moments(new Dice(random)).next();
    String name = "Moment-" + UUID.randomUUID();
    Object body = Tasks.object("name", name, "cron", "@yearly", "paused", true, "handler", name);
    ObjectNode schedule = Json.MAPPER.valueToTree(body);
    Answer made = API.post("/v2/schedule/create", schedule.put("starts_at", moment.sent()));
    assertThat(made.status()).as("%s -> %s", moment, made).isEqualTo(201);
    String id = made.json().get("schedule_id").textValue();
    for (Answer shown :
        List.of(
            API.get("/v2/schedule/view/" + id),
            API.post("/v2/schedule/index", equal("starts_at", moment.sent(), "name", name)))) {
      assertThat(shown.status()).as("%s -> %s", moment, shown).isEqualTo(200);
      assertThat(shown.json().findValue("starts_at")).as("%s -> %s", moment, shown).isNotNull();
      assertThat(Instant.parse(shown.json().findValue("starts_at").textValue()))
          .as(moment.sent())
          .isEqualTo(moment.shown());
    }
    API.delete("/v2/schedule/delete/" + id);

    Tasks tasks = new Tasks(API);
    Answer task = tasks.send("run_at", moment.sent());
    assertThat(task.status())
        .as("%s -> %s", moment, task)
        .isEqualTo(moment.shown().isBefore(Instant.EPOCH) ? 422 : 201);
    for (String operator : List.of("eq", "lt", "lte", "gt", "gte", "neq")) {
      for (String field : List.of("run_at", "created_at", "started_at")) {
        Answer found = tasks.index(Map.of(field, Map.of(operator, moment.sent())));
        assertThat(found.status()).as("%s %s -> %s", moment, operator, found).isEqualTo(200);
      }
    }
    tasks.index(null).json().forEach(TakenBackIT::delete);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aWholeNumberIsTakenHoweverItIsWritten(@ForAll Random random) {
    Dice dice = new Dice(random);
    int priority = dice.below(10);
    String written =
        priority + dice.among("", ".0", ".000", "e0", "E-0", ".0e+0", "0e-1", "00.00e-2");
    // no other number begins with a zero
    written = written.startsWith("00") ? "0.0" : written;
    Tasks tasks = new Tasks(API);
    String filter = "{\"filter\": {\"user_id\": \"%s\", \"priority\": %s}, \"per-page\": 1.0}";
    Answer made =
        API.post(
            "/v2/task/create",
            "{\"handler\": \"%s\", \"user_id\": \"%s\", \"priority\": %s}"
                .formatted(tasks.handler(), tasks.user(), written));
    assertThat(made.status()).as("%s -> %s", written, made).isEqualTo(201);
    Answer found = API.post("/v2/task/index", filter.formatted(tasks.user(), written));
    assertThat(found.status()).as("%s -> %s", written, found).isEqualTo(200);
    assertThat(found.json().findValue("priority").intValue()).isEqualTo(priority);
    tasks.index(null).json().forEach(TakenBackIT::delete);
  }

  private static JsonNode all(Tasks tasks) {
    return tasks.index(null, "sort", "task_id").json();
  }

  private static Answer create(Tasks tasks, Value request) {
    return API.post(
        "/v2/task/create",
        "{\"handler\": \"EchoHandler\", \"user_id\": \"%s\", \"request\": %s}"
            .formatted(tasks.user(), request.sent()),
        "Prefer",
        "wait=60");
  }

  private static JsonNode ran(String handler, Object request) {
    Tasks tasks = new Tasks(API);
    Object body = tasks.body("handler", handler, "request", request);
    JsonNode task = API.post("/v2/task/create", body, "Prefer", "wait=60").json();
    assertThat(task.get("status").textValue()).as(task.toString()).isEqualTo("completed");
    return task.get("response");
  }

  private static Object copy(JsonNode task) {
    return ((ObjectNode) task.deepCopy()).put("task_id", UUID.randomUUID().toString());
  }

  private static Object equal(Object... members) {
    return Map.of("filter", Tasks.object(members));
  }

  private static void delete(JsonNode task) {
    API.delete("/v2/task/delete/" + task.get("task_id").textValue() + "?force=true");
  }
}
