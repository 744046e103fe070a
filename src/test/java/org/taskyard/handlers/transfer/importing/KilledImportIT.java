package org.taskyard.handlers.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.Uploads;

/** An import whose node is killed in the middle of it. */
class KilledImportIT {

  private static final int ROWS = 50_000;
  private static final Map<String, String> IMPORTED = Map.of("handler", "NobodyServesThis");

  @TempDir private Path data;

  @Test
  void anImportGoesOnAfterKillAndRestartWithNothingMissingAndNothingTwice() {
    String id;
    try (TaskyardProcess first = TaskyardProcess.on(data).start()) {
      id = begin(first.api());
      JsonNode half = Runs.await(first.api(), id, task -> task.path("progress").intValue() >= 30);
      assertThat(half.path("status").textValue()).isEqualTo("running");
      assertThat(half.path("progress").intValue()).isLessThan(100);
      // so that it can be looked at before it goes on
      set(first.api(), Map.of("paused", true));
      first.kill();
    }
    try (TaskyardProcess second = TaskyardProcess.on(data).start()) {
      Api api = second.api();
      long before = Runs.total(api, IMPORTED);
      assertThat(before).isBetween(ROWS / 4L, ROWS - 1L);
      assertThat(before % ImportHandler.CHUNK_ROWS).isZero();
      set(api, Map.of("paused", false));

      JsonNode task = Runs.ended(api, id);

      assertThat(task.path("status").textValue()).as(task.toString()).isEqualTo("completed");
      assertThat(task.path("attempt").intValue()).isEqualTo(2);
      assertThat(task.at("/response/created").intValue()).isEqualTo(ROWS);
      assertThat(Runs.total(api, IMPORTED)).isEqualTo(ROWS);
      for (int n : new int[] {0, (int) before - 1, (int) before, ROWS - 1}) {
        assertThat(Runs.total(api, Map.of("entity_id", "n-" + n))).as("row %d", n).isEqualTo(1);
      }
    }
  }

  /** With a short lease, so that the run is soon known to be lost. */
  private static String begin(Api api) {
    set(api, Map.of("lease_seconds", 5));
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                n -> "{\"handler\":\"NobodyServesThis\",\"entity_id\":\"n-%d\"}\n".formatted(n))
            .collect(Collectors.joining());
    String file = Uploads.text(api, "rows.ndjson", "application/x-ndjson", rows);
    return Runs.create(api, Map.of("handler", "ImportHandler", "request", Map.of("file_id", file)));
  }

  private static void set(Api api, Map<String, ?> settings) {
    assertThat(api.put("/v2/handler/update/ImportHandler", settings).status()).isEqualTo(200);
  }
}
