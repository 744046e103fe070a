package org.taskyard.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.taskyard.platform.Faults;
import org.taskyard.platform.InvalidInput;
import org.taskyard.platform.Json;
import org.taskyard.platform.JsonFaults;

/**
 * Tasks that came in one request.
 *
 * @param items one per task sent, in its order
 */
record TaskBatch(List<Item> items) {

  static final int MOST = 10_000;

  /**
   * One task of the batch.
   *
   * @param input null if it has faults
   * @param faults pointers are into the whole document
   */
  record Item(TaskInput input, List<Faults.Fault> faults) {}

  /** Reads a JSON array. */
  static TaskBatch ofArray(JsonNode body) {
    if (body == null || !body.isArray()) {
      throw new InvalidInput(
          "", "a JSON array of tasks is expected, or one task per line as application/x-ndjson");
    }
    Reader reader = new Reader(body.size());
    body.forEach(task -> reader.add(faults -> task));
    return new TaskBatch(reader.items);
  }

  /** Reads one JSON object per line; empty lines are passed over. */
  static TaskBatch ofLines(byte[] body) {
    List<String> lines = text(body).lines().filter(line -> !line.isBlank()).toList();
    Reader reader = new Reader(lines.size());
    lines.forEach(line -> reader.add(faults -> parsed(line, reader.pointer(), faults)));
    return new TaskBatch(reader.items);
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw JsonFaults.unreadable(notUtf8);
    }
  }

  private static JsonNode parsed(String line, String pointer, Faults faults) {
    try {
      return Json.read(line);
    } catch (JsonProcessingException unreadable) {
      faults.add(pointer, "the line is not one JSON object");
      return null;
    }
  }

  /** Every fault of every item; none if all can be created. */
  Faults faults() {
    Faults all = new Faults();
    items.forEach(item -> item.faults.forEach(fault -> all.add(fault.pointer(), fault.message())));
    return all;
  }

  private static final class Reader {
    private final List<Item> items = new ArrayList<>();
    private final Set<UUID> ids = new HashSet<>();

    private interface Source {
      JsonNode next(Faults faults);
    }

    Reader(int size) {
      if (size == 0 || size > MOST) {
        throw new InvalidInput("", "a batch holds 1 to " + MOST + " tasks; this one has " + size);
      }
    }

    String pointer() {
      return "/" + items.size();
    }

    void add(Source source) {
      Faults faults = new Faults();
      JsonNode task = source.next(faults);
      TaskInput input = null;
      if (!faults.any()) {
        try {
          input = TaskInput.ofNew(task, pointer(), faults);
        } catch (InvalidInput notAnObject) {
          faults.add(pointer(), notAnObject.getMessage());
        }
      }
      if (input != null && input.taskId() != null && !ids.add(input.taskId())) {
        faults.add(pointer() + "/task_id", "the same task_id stands twice in this batch");
      }
      items.add(new Item(faults.any() ? null : input, faults.all()));
    }
  }
}
