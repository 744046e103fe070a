package org.taskyard.handlers.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.refusal.InvalidInput;

class ImportRequestTest {

  @Test
  void importSkipsBadRowsUnlessAskedToStop() throws JsonProcessingException {
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
}
