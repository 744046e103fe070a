package org.taskyard.handlers.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Runs;
import org.taskyard.support.Uploads;

/** Rows that are parts of other rows, which may stand anywhere in the file. */
@OnServer
class ImportedFamiliesIT {

  private final Api api;
  private final String handler = "Imported" + UUID.randomUUID().toString().substring(0, 8);

  ImportedFamiliesIT(Api api) {
    this.api = api;
  }

  @Test
  void aRowMayComeBeforeTheOneThatItIsPartOf() {
    String parent = UUID.randomUUID().toString();
    String child = UUID.randomUUID().toString();
    String family =
        part(null, child) + part(null, UUID.randomUUID().toString()) + part(child, parent);
    String rows = family + part(null, null).repeat(2_500) + part(parent, null);

    JsonNode response = imported(rows);

    assertThat(response.path("created").intValue()).as(response.toString()).isEqualTo(2_503);
    assertThat(response.path("rejected_total").intValue()).isEqualTo(1);
    assertThat(response.at("/rejected/0/line").intValue()).isEqualTo(2);
    assertThat(response.at("/rejected/0/reason").textValue()).startsWith("/parent_id: no task");
    Map<String, ?> hangs = Map.of("handler", handler, "parent_id", List.of(parent, child));
    assertThat(Runs.total(api, hangs)).isEqualTo(2);
  }

  @Test
  void rowsWaitForTheirParentsInBoundedMemory() {
    String parent = UUID.randomUUID().toString();
    String children = part(null, parent).repeat(2_000);
    String rows = children + part(parent, null);
    JsonNode response = imported(rows);
    int created = response.path("created").intValue();
    assertThat(created).isBetween(500, 1_500);
    assertThat(created + response.path("rejected_total").intValue()).isEqualTo(2_001);
    assertThat(response.at("/rejected/0/reason").textValue()).contains("put parents before");
  }

  private String part(String id, String parent) {
    Map<String, Object> row = new HashMap<>(Map.of("handler", handler));
    row.put("task_id", id);
    row.put("parent_id", parent);
    return Json.write(row) + "\n";
  }

  private JsonNode imported(String rows) {
    String file = Uploads.text(api, "rows", "application/x-ndjson", rows);
    Map<String, ?> request = Map.of("file_id", file);
    return Runs.run(api, Map.of("handler", "ImportHandler", "request", request)).path("response");
  }
}
