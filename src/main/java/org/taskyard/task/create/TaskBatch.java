package org.taskyard.task.create;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Creator;
import org.taskyard.digest.Sha256;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFaults;
import org.taskyard.json.Utf8;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.task.TaskInput;

/**
 * Tasks that came in one request. They are read one by one, so that what is in memory is what will
 * be stored.
 *
 * @param items one per task sent, in its order
 * @param digest the same for every request that sends the same
 */
public record TaskBatch(List<Item> items, byte[] digest) {

  static final int MOST = 10_000;

  /** Beyond them, items with faults have one each: a list that long is read by nobody. */
  private static final int MOST_FAULTS = 1_000;

  /**
   * One task of the batch.
   *
   * @param input null if it has faults
   * @param faults pointers are into the whole document
   */
  record Item(TaskInput input, List<Faults.Fault> faults) {

    Item within(String trace) {
      return input == null ? this : new Item(input.within(trace), faults);
    }
  }

  /** The same tasks, created in that trace; null for none. */
  TaskBatch within(String trace) {
    return trace == null
        ? this
        : new TaskBatch(items.stream().map(item -> item.within(trace)).toList(), digest);
  }

  /** The handler of all of them, null if they have several. */
  String handler() {
    List<String> some =
        items.stream()
            .map(Item::input)
            .filter(Objects::nonNull)
            .map(TaskInput::handler)
            .distinct()
            .limit(2)
            .toList();
    return some.size() == 1 ? some.get(0) : null;
  }

  /** Reads a JSON array. */
  public static TaskBatch ofArray(InputStream body, Creator creator, Secrecy secrecy) {
    Reader reader = new Reader(creator, secrecy);
    try {
      boolean array =
          Json.items(
              body,
              task -> {
                reader.digest.update(Json.sameness(task));
                reader.digest.update((byte) ',');
                reader.add(task, new Faults());
              });
      if (!array) {
        throw new InvalidInput(
            "", "a JSON array of tasks is expected, or one task per line as application/x-ndjson");
      }
    } catch (IOException unreadable) {
      throw JsonFaults.unreadable(unreadable);
    }
    return reader.batch();
  }

  /** Reads one JSON object per line; empty lines are passed over. */
  static TaskBatch ofLines(InputStream body, Creator creator, Secrecy secrecy) {
    Reader reader = new Reader(creator, secrecy);
    try (BufferedReader lines =
        new BufferedReader(Utf8.reader(new DigestInputStream(body, reader.digest)))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          Faults faults = new Faults();
          reader.add(parsed(line, reader.pointer(), faults), faults);
        }
      }
    } catch (IOException notUtf8) {
      throw JsonFaults.unreadable(notUtf8);
    }
    return reader.batch();
  }

  private static JsonNode parsed(String line, String pointer, Faults faults) {
    try {
      return Json.document(line);
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
    private final MessageDigest digest = Sha256.begin();
    private final Creator creator;
    private final Secrecy secrecy;
    private int faultsSoFar;

    Reader(Creator creator, Secrecy secrecy) {
      this.creator = creator;
      this.secrecy = secrecy;
    }

    String pointer() {
      return "/" + items.size();
    }

    TaskBatch batch() {
      check(!items.isEmpty());
      return new TaskBatch(items, digest.digest());
    }

    void add(JsonNode task, Faults faults) {
      check(items.size() < MOST);
      TaskInput input = null;
      if (!faults.any()) {
        try {
          input = TaskInput.ofNew(task, pointer(), faults, creator);
          input.refuseMasks(secrecy, input.handler(), pointer(), faults);
        } catch (InvalidInput notAnObject) {
          faults.add(pointer(), notAnObject.getMessage());
        }
      }
      if (input != null && input.taskId() != null && !ids.add(input.taskId())) {
        faults.add(pointer() + "/task_id", "the same task_id appears twice in this batch");
      }
      items.add(new Item(faults.any() ? null : input, reported(faults.all())));
    }

    private List<Faults.Fault> reported(List<Faults.Fault> found) {
      int most = Math.max(1, MOST_FAULTS - faultsSoFar);
      faultsSoFar += found.size();
      return found.size() > most ? List.copyOf(found.subList(0, most)) : found;
    }

    private static void check(boolean holds) {
      if (!holds) {
        throw new InvalidInput("", "a batch holds 1 to " + MOST + " tasks");
      }
    }
  }
}
