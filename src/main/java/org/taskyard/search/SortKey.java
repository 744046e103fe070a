package org.taskyard.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.taskyard.refusal.Faults;

/**
 * One key of an order.
 *
 * @param descending true for a leading minus
 */
record SortKey(TaskField field, boolean descending) {

  private static final int MAX_KEYS = 5;

  static final List<SortKey> NEWEST_FIRST =
      List.of(new SortKey(TaskField.CREATED_AT, true), new SortKey(TaskField.TASK_ID, true));

  /**
   * Reads {@code field,-field}. Ties are broken by task_id, in the direction of the last key so
   * that one index serves, so that pages never overlap.
   */
  static List<SortKey> read(JsonNode sort, String pointer, Faults faults) {
    if (sort == null || sort.isNull()) {
      return NEWEST_FIRST;
    }
    if (!sort.isTextual() || sort.textValue().isBlank()) {
      faults.add(
          pointer, "a field is expected, -field for the reverse, several separated by commas");
      return NEWEST_FIRST;
    }
    List<SortKey> keys = new ArrayList<>();
    Set<TaskField> seen = EnumSet.noneOf(TaskField.class);
    for (String part : sort.textValue().split(",", -1)) {
      String name = part.trim();
      boolean descending = name.startsWith("-");
      TaskField field = TaskField.of(descending ? name.substring(1) : name);
      if (field == null || !field.sortable() || !seen.add(field)) {
        faults.add(
            pointer,
            "each part is a different field that has an order: not request, response, error or tags");
        return NEWEST_FIRST;
      }
      keys.add(new SortKey(field, descending));
    }
    if (keys.size() > MAX_KEYS) {
      faults.add(pointer, "at most " + MAX_KEYS + " fields");
      return NEWEST_FIRST;
    }
    if (seen.add(TaskField.TASK_ID)) {
      keys.add(new SortKey(TaskField.TASK_ID, keys.get(keys.size() - 1).descending()));
    }
    return List.copyOf(keys);
  }

  @Override
  public String toString() {
    return (descending ? "-" : "") + field.text();
  }
}
