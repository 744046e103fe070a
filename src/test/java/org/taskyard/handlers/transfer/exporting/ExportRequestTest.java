package org.taskyard.handlers.transfer.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.handlers.transfer.Reasons;
import org.taskyard.handlers.transfer.RowFormat;
import org.taskyard.json.Json;
import org.taskyard.refusal.InvalidInput;

class ExportRequestTest {

  @Test
  void exportWithoutRequestIsOfItsOwnUser() throws JsonProcessingException {
    ExportRequest request = ExportRequest.read(Json.read("null"), "user-2", Owner.ANYBODY);
    assertThat(request.search().at("/filter/user_id").asText()).isEqualTo("user-2");
    assertThat(request.format()).isEqualTo(RowFormat.NDJSON);
  }

  @Test
  void exportTakesWhatASearchTakes() throws JsonProcessingException {
    ExportRequest request =
        ExportRequest.read(
            Json.read(
                "{\"filter\":{\"status\":[\"failed\"]},\"history\":true,\"sort\":\"-priority\",\"format\":\"csv\"}"),
            "u",
            Owner.ANYBODY);
    assertThat(request.format()).isEqualTo(RowFormat.CSV);
    assertThat(request.page(10, null).history()).isTrue();
    assertThat(request.search().path("sort").asText()).isEqualTo("-priority");
  }

  @Test
  void everyFaultOfAnExportIsReportedAtOnce() {
    String request =
        "{\"filter\":{\"colour\":1},\"sort\":\"nothing\",\"format\":\"xml\",\"page\":2}";
    assertThatThrownBy(() -> ExportRequest.read(Json.read(request), "u", Owner.ANYBODY))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(Reasons.of(refused))
                    .contains("/filter/colour", "/sort", "/format", "/page"));
  }
}
