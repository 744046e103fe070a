package org.taskyard.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.platform.InvalidInput;
import org.taskyard.platform.Json;

class TransferRequestTest {

  @Test
  void importSkipsBadRowsUnlessToldToStop() throws JsonProcessingException {
    assertThat(ImportRequest.read(Json.read("{\"content\":\"x\"}")).stop()).isFalse();
    assertThat(ImportRequest.read(Json.read("{\"content\":\"x\",\"on_error\":\"stop\"}")).stop())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "{\"content\":\"x\",\"file_id\":\"0190a000-0000-7000-8000-000000000001\"}",
        "{\"file_id\":\"nobody\"}",
        "{\"content\":1}",
        "{\"content\":\"x\",\"format\":\"xml\"}",
        "{\"content\":\"x\",\"on_error\":\"maybe\"}",
        "{\"content\":\"x\",\"colour\":1}"
      })
  void importRequestThatMakesNoSenseIsRefused(String request) {
    assertThatThrownBy(() -> ImportRequest.read(Json.read(request)))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void exportWithoutRequestIsOfItsOwnUser() throws JsonProcessingException {
    ExportRequest request = ExportRequest.read(Json.read("null"), "user-2");
    assertThat(request.search().at("/filter/user_id").asText()).isEqualTo("user-2");
    assertThat(request.format()).isEqualTo(RowFormat.NDJSON);
  }

  @Test
  void exportTakesWhatASearchTakes() throws JsonProcessingException {
    ExportRequest request =
        ExportRequest.read(
            Json.read(
                "{\"filter\":{\"status\":[\"failed\"]},\"history\":true,\"sort\":\"-priority\",\"format\":\"csv\"}"),
            "u");
    assertThat(request.format()).isEqualTo(RowFormat.CSV);
    assertThat(request.page(10, null).history()).isTrue();
    assertThat(request.search().path("sort").asText()).isEqualTo("-priority");
  }

  @Test
  void everyFaultOfAnExportIsToldAtOnce() {
    String request =
        "{\"filter\":{\"colour\":1},\"sort\":\"nothing\",\"format\":\"xml\",\"page\":2}";
    assertThatThrownBy(() -> ExportRequest.read(Json.read(request), "u"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(Reasons.of(refused))
                    .contains("/filter/colour", "/sort", "/format", "/page"));
  }
}
