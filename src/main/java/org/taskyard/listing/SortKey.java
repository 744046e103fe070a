package org.taskyard.listing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Fields;
import org.taskyard.refusal.Faults;

/**
 * One key of an order.
 *
 * @param <S> what a query selects from
 * @param descending true for a leading minus
 */
public record SortKey<S>(Field<S> field, boolean descending) {

  private static final int MAX_KEYS = 5;

  /**
   * Reads {@code field,-field}. Ties are broken by the key of the row, in the direction of the last
   * field so that one index serves; so pages never overlap.
   *
   * @param usual the order of a caller who asks for none
   * @return the order; of no use where there were faults
   */
  static <S> List<SortKey<S>> read(
      Fields<S> fields, JsonNode sort, String usual, String pointer, Faults faults) {
    if (sort != null && !sort.isNull() && (!sort.isTextual() || sort.textValue().isBlank())) {
      faults.add(
          pointer, "a field is expected, -field for the reverse, several separated by commas");
      return List.of();
    }
    String asked = sort == null || sort.isNull() ? usual : sort.textValue();
    List<SortKey<S>> keys = new ArrayList<>();
    Set<Field<S>> seen = new HashSet<>();
    for (String part : asked.split(",", -1)) {
      SortKey<S> key = key(fields, part.trim());
      if (key == null || !seen.add(key.field)) {
        faults.add(pointer, "each part is a different one of " + sortable(fields));
        return List.of();
      }
      keys.add(key);
    }
    if (keys.size() > MAX_KEYS) {
      faults.add(pointer, "at most " + MAX_KEYS + " fields");
    }
    if (seen.add(fields.key())) {
      keys.add(new SortKey<>(fields.key(), keys.get(keys.size() - 1).descending));
    }
    return List.copyOf(keys);
  }

  private static <S> SortKey<S> key(Fields<S> fields, String text) {
    boolean descending = text.startsWith("-");
    Field<S> field = fields.named(descending ? text.substring(1) : text);
    return field == null || !field.type().sortable() ? null : new SortKey<>(field, descending);
  }

  private static String sortable(Fields<?> fields) {
    return fields.names(Field.Type::sortable) + "; -field for the reverse";
  }

  @Override
  public String toString() {
    return (descending ? "-" : "") + field.name();
  }
}
