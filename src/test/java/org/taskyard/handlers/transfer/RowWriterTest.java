package org.taskyard.handlers.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.taskyard.json.Json;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskStatus;
import org.taskyard.task.TaskView;

class RowWriterTest {

  private static final UUID ID = UUID.fromString("0190a000-0000-7000-8000-000000000001");
  private static final UUID PARENT = UUID.fromString("0190a000-0000-7000-8000-000000000002");
  private static final Instant MOMENT = Instant.parse("2024-01-31T12:00:00.123456Z");

  private static final TaskView FULL =
      new TaskView(
          ID,
          "Echo",
          "acme",
          "user, \"quoted\" 😀",
          "line one\r\nline two",
          "failed",
          "{\"n\":1.50,\"text\":\"a,\\\"b\\\"\\n\"}",
          "\"{\\\"sent\\\": \\\"as a string\\\"}\"",
          MOMENT,
          MOMENT,
          MOMENT,
          9,
          2,
          7,
          MOMENT,
          MOMENT,
          null,
          "{\"type\":\"x\",\"message\":\"y\",\"retryable\":false}",
          50,
          "half",
          PARENT,
          "[\"red\",\"with,comma\"]");

  private static final TaskView BARE =
      new TaskView(
          ID, "Echo", null, null, null, "pending", null, null, MOMENT, MOMENT, null, 5, 0, 5, null,
          null, null, null, null, null, null, "[]");

  @ParameterizedTest
  @EnumSource(RowFormat.class)
  void whatIsWrittenIsReadBackAsSent(RowFormat format) throws IOException {
    TaskInput task = readBack(format, FULL);
    assertThat(task.taskId()).isEqualTo(ID);
    assertThat(task.handler()).isEqualTo("Echo");
    assertThat(task.about().userId()).isEqualTo(FULL.userId());
    assertThat(task.about().entityId()).isEqualTo(FULL.entityId());
    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(task.payload().request().json()).isEqualTo(FULL.request());
    assertThat(task.payload().request().text()).isNull();
    assertThat(task.payload().response().text()).isEqualTo("{\"sent\": \"as a string\"}");
    assertThat(task.plan().runAt()).isEqualTo(MOMENT);
    assertThat(task.plan().priority()).isEqualTo(9);
    assertThat(task.plan().maxAttempts()).isEqualTo(7);
    assertThat(task.about().parentId()).isEqualTo(PARENT);
    assertThat(task.about().tags()).isEqualTo(FULL.tags());
  }

  @ParameterizedTest
  @EnumSource(RowFormat.class)
  void nullsAreReadBackAsNulls(RowFormat format) throws IOException {
    TaskInput task = readBack(format, BARE);
    assertThat(task.about().userId()).isNull();
    assertThat(task.about().entityId()).isNull();
    assertThat(task.payload().request()).isNull();
    assertThat(task.payload().response()).isNull();
    assertThat(task.plan().runAt()).isNull();
    assertThat(task.about().parentId()).isNull();
    assertThat(task.about().tags()).isNull();
  }

  @Test
  void everyFieldThatIsShownHasItsColumn() throws IOException {
    JsonNode shown = Json.read(Json.write(FULL));
    List<String> names = new ArrayList<>();
    shown.fieldNames().forEachRemaining(names::add);
    String csv = new String(written(RowFormat.CSV, FULL), StandardCharsets.UTF_8);
    assertThat(csv.lines().findFirst().orElseThrow()).isEqualTo(String.join(",", names));
  }

  private static TaskInput readBack(RowFormat format, TaskView task) throws IOException {
    try (RowReader rows = format.reader(new ByteArrayInputStream(written(format, task)))) {
      ImportRow row = rows.next();
      assertThat(row.fault()).isNull();
      assertThat(rows.next()).isNull();
      return row.task();
    }
  }

  private static byte[] written(RowFormat format, TaskView task) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowWriter writer = format.writer(out);
    writer.write(task);
    writer.finish();
    return out.toByteArray();
  }
}
