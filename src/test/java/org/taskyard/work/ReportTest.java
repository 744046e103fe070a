package org.taskyard.work;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults.Fault;
import org.taskyard.refusal.InvalidInput;

/** What is wrong with a report of a worker is listed. */
class ReportTest {

  private static final String ID = UUID.randomUUID().toString();

  private static void assertFaults(String body, String... pointers) {
    assertThatThrownBy(() -> read(body))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidInput.class))
        .extracting(InvalidInput::faults, InstanceOfAssertFactories.list(Fault.class))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(pointers);
  }

  private static List<Report.Item> read(String body) throws JsonProcessingException {
    return Report.read(Json.read(body), Report.Kind.COMPLETE).items();
  }

  @Test
  void aRunThatIsNotNamedIsAFault() {
    assertFaults("{}", "/task_id", "/lease_token");
    assertFaults("{\"task_id\": \"" + ID + "\"}", "/lease_token");
  }

  @Test
  void aRunAppearsOnceInAListWhateverElseIsWrongWithIt() {
    String item = "{\"task_id\": \"" + ID + "\"}";
    assertFaults("[" + item + "," + item + "]", "/0/lease_token", "/1/lease_token", "/1/task_id");
  }
}
