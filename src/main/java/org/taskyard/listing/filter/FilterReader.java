package org.taskyard.listing.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.taskyard.json.JsonText;
import org.taskyard.listing.filter.Filter.And;
import org.taskyard.listing.filter.Filter.Not;
import org.taskyard.listing.filter.Filter.Or;
import org.taskyard.refusal.Faults;

/**
 * Reads the filter language of docs/api.md. Every fault is noted with its place; nothing is
 * ignored.
 *
 * @param <S> what a query selects from
 */
public final class FilterReader<S> {

  private static final int MAX_DEPTH = 5;
  private static final int MAX_CONDITIONS = 50;

  /** In all lists together. PostgreSQL plans 30,000 days for minutes, and cannot be interrupted. */
  private static final int MAX_VALUES = 5_000;

  private static final int MAX_JSON_BYTES = 64 * 1024;

  private final Fields<S> fields;
  private final Faults faults;
  private final ConditionReader<S> conditions;
  private int count;
  private int values;

  private FilterReader(Fields<S> fields, Faults faults) {
    this.fields = fields;
    this.faults = faults;
    this.conditions = new ConditionReader<>(fields, faults);
  }

  /** The filter; where there were faults it is of no use. Null and missing mean everything. */
  public static <S> Filter<S> read(
      Fields<S> fields, JsonNode filter, String pointer, Faults faults) {
    if (filter == null || filter.isNull()) {
      return Filter.all();
    }
    FilterReader<S> reader = new FilterReader<>(fields, faults);
    Filter<S> read = reader.object(filter, pointer, 1);
    if (reader.count > MAX_CONDITIONS) {
      faults.add(
          pointer, "has " + reader.count + " conditions, " + MAX_CONDITIONS + " are allowed");
    }
    if (reader.values > MAX_VALUES) {
      faults.add(pointer, "has " + reader.values + " values, " + MAX_VALUES + " are allowed");
    }
    return read;
  }

  private Filter<S> object(JsonNode node, String pointer, int depth) {
    if (!(node instanceof ObjectNode object)) {
      faults.add(pointer, "an object of fields, and, or, not is expected");
      return Filter.all();
    }
    if (depth > MAX_DEPTH) {
      faults.add(pointer, "deeper than " + MAX_DEPTH + " levels");
      return Filter.all();
    }
    List<Filter<S>> parts = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> members = object.fields(); members.hasNext(); ) {
      Map.Entry<String, JsonNode> member = members.next();
      parts.add(
          member(
              member.getKey(), member.getValue(), Faults.pointer(pointer, member.getKey()), depth));
    }
    return parts.size() == 1 ? parts.get(0) : new And<>(parts);
  }

  private Filter<S> member(String name, JsonNode value, String pointer, int depth) {
    return switch (name) {
      case "and" -> new And<>(list(value, pointer, depth));
      case "or" -> new Or<>(list(value, pointer, depth));
      case "not" -> new Not<>(object(value, pointer, depth + 1));
      default -> field(name, value, pointer);
    };
  }

  private List<Filter<S>> list(JsonNode value, String pointer, int depth) {
    List<Filter<S>> parts = new ArrayList<>();
    if (value instanceof ArrayNode array && !array.isEmpty()) {
      // cut before it is walked: each item costs
      for (int i = 0; i < Math.min(array.size(), MAX_CONDITIONS + 1); i++) {
        parts.add(object(array.get(i), Faults.pointer(pointer, Integer.toString(i)), depth + 1));
      }
      if (array.size() > MAX_CONDITIONS) {
        faults.add(
            pointer, "has " + array.size() + " conditions, " + MAX_CONDITIONS + " are allowed");
      }
    } else {
      faults.add(pointer, "a list of at least one filter object is expected");
    }
    return parts;
  }

  private Filter<S> field(String name, JsonNode value, String pointer) {
    Field<S> field = fields.named(name);
    if (field == null) {
      faults.add(pointer, "no such field to filter by");
      return Filter.all();
    }
    if (value.isObject() && field.type() == Field.Type.JSON) {
      count++;
      JsonText part = JsonText.of(value, MAX_JSON_BYTES, pointer, faults);
      return part == null ? Filter.all() : new Filter.Contains<>(field, part.json());
    }
    if (!value.isObject()) {
      count++;
      values += value.size();
      return conditions.equal(field, value, pointer);
    }
    if (value.isEmpty()) {
      faults.add(
          pointer, "an operator is expected: " + String.join(", ", ConditionReader.OPERATORS));
    }
    List<Filter<S>> parts = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> operators = value.fields(); operators.hasNext(); ) {
      Map.Entry<String, JsonNode> operator = operators.next();
      count++;
      values += operator.getValue().size();
      parts.add(
          conditions.operator(
              field,
              operator.getKey(),
              operator.getValue(),
              Faults.pointer(pointer, operator.getKey())));
    }
    return parts.size() == 1 ? parts.get(0) : new And<>(parts);
  }
}
