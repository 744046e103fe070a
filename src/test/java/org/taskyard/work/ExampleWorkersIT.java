package org.taskyard.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Programs;

/** The workers in {@code examples/} do their work. */
@OnServer
class ExampleWorkersIT {

  private final Api api;
  private final String handler = "Remote" + UUID.randomUUID().toString().substring(0, 8);

  ExampleWorkersIT(Api api) {
    this.api = api;
  }

  @Test
  void theExampleWorkerInPythonDrainsTenThousandTasksAndNoneRunsTwice() throws Exception {
    for (int batch = 0; batch < 5; batch++) {
      List<Object> tasks = new ArrayList<>();
      IntStream.range(0, 2_000)
          .forEach(n -> tasks.add(Map.of("handler", handler, "request", Map.of("n", n))));
      assertThat(api.post("/v2/task/create-batch", tasks).status()).isEqualTo(201);
    }
    Programs.need("python3");
    assertThat(run("python3", "worker.py", handler, "--batch", "500", "--until-idle"))
        .contains("10000 tasks completed");

    assertThat(total(Map.of("handler", handler, "status", "completed"))).isEqualTo(10_000);
    // by rows: a total may be estimated when counting takes too long
    Map<String, Object> ranTwice = Map.of("handler", handler, "attempt", Map.of("neq", 1));
    assertThat(api.post("/v2/task/index", Map.of("filter", ranTwice, "per-page", 1)).json())
        .isEmpty();
  }

  @Test
  void theExampleWorkerInShellDoesItsTaskAndFailsTheOneWithoutText() throws Exception {
    Programs.need("curl");
    Programs.need("jq");
    String good = task(Map.of("text", "hello"));
    String bad = task(Map.of("other", 1));
    run("bash", "worker.sh", handler, "--until-idle");
    assertThat(shown(good).get("response").get("text").textValue()).isEqualTo("HELLO");
    assertThat(shown(bad).get("status").textValue()).isEqualTo("failed");
  }

  private String task(Object request) {
    Map<String, Object> task =
        request == null
            ? Map.of("handler", handler)
            : Map.of("handler", handler, "request", request);
    return api.post("/v2/task/create", task).json().get("task_id").textValue();
  }

  private JsonNode shown(String id) {
    return api.get("/v2/task/view/" + id).json();
  }

  private int total(Map<String, Object> filter) {
    return Integer.parseInt(
        api.post("/v2/task/index", Map.of("filter", filter, "per-page", 1))
            .header("X-Pagination-Total-Count"));
  }

  private String run(String interpreter, String script, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(interpreter, Path.of("examples", script).toString(), api.base().toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
