package org.taskyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.SharedServer;
import org.taskyard.support.Tasks;

/** As many tasks as fit into no heap: what is asked of them is answered, and the node lives on. */
@AddLifecycleHook(Length.class)
class LargeTasksIT {

  private static final Api API = SharedServer.api();
  private static final int BATCHES = 4;
  private static final int PER_BATCH = 250;
  private static final int LEAST = 150_000;

  /** docs/remote-workers.md: 4 MiB of JSON, and what is said of each task. */
  private static final int MOST_CLAIMED = 5 * 1024 * 1024;

  private final HttpClient client = HttpClient.newHttpClient();

  @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void howeverLargeTasksAreNobodyTakesTheMemoryOfTheServer(@ForAll Random random) throws Exception {
    Tasks tasks = new Tasks(API);
    String parent = tasks.id("handler", "Parent", "status", "completed");
    for (int i = 0; i < BATCHES; i++) {
      assertThat(send("create-batch", lines(tasks, parent, new Dice(random))).statusCode())
          .isEqualTo(201);
    }

    Map<String, Object> claim = Map.of("handlers", List.of(tasks.handler()), "max", 1_000);
    Answer answer = API.post("/v2/work/claim", claim);
    assertThat(answer.body().length).isLessThan(MOST_CLAIMED);
    JsonNode claimed = answer.json();
    assertThat(claimed).isNotEmpty();
    assertThat(total(tasks, Map.of("status", "running"))).isEqualTo(claimed.size());
    assertThat(total(tasks, Map.of("attempt", Map.of("gt", 0)))).isEqualTo(claimed.size());

    Object all = Map.of("filter", Map.of("handler", tasks.handler()), "per-page", 1_000);
    HttpResponse<InputStream> page = send("index", Json.write(all));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body().transferTo(OutputStream.nullOutputStream()))
        .isGreaterThan((long) BATCHES * PER_BATCH * LEAST);

    assertThat(API.get("/health/live").status()).isEqualTo(200);
    assertThat(API.delete("/v2/task/delete/" + parent + "?force=true").status()).isEqualTo(204);
  }

  private static String lines(Tasks tasks, String parent, Dice dice) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PER_BATCH; i++) {
      int length = LEAST + dice.below(80_000);
      String text = dice.percent(50) ? "a".repeat(length) : noise(length, dice);
      lines.append(Json.write(tasks.body("parent_id", parent, "request", text(text))));
      lines.append('\n');
    }
    return lines.toString();
  }

  private static Map<String, String> text(String text) {
    return Map.of("text", text);
  }

  private static String noise(int length, Dice dice) {
    StringBuilder noise = new StringBuilder(length);
    while (noise.length() < length) {
      noise.append(Integer.toHexString(dice.below(Integer.MAX_VALUE)));
    }
    return noise.substring(0, length);
  }

  private static int total(Tasks tasks, Map<String, Object> more) {
    Map<String, Object> filter = new java.util.HashMap<>(more);
    filter.put("handler", tasks.handler());
    return Integer.parseInt(
        API.post("/v2/task/index", Map.of("filter", filter, "per-page", 1))
            .header("X-Pagination-Total-Count"));
  }

  /** Past {@link Api}, which keeps answers and compares each with the document. */
  private HttpResponse<InputStream> send(String operation, String body)
      throws IOException, InterruptedException {
    String type = operation.equals("index") ? "application/json" : "application/x-ndjson";
    return client.send(
        HttpRequest.newBuilder(API.base().resolve("/v2/task/" + operation))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofInputStream());
  }
}
