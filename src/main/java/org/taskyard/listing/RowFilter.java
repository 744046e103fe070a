package org.taskyard.listing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.taskyard.json.Rfc3339;
import org.taskyard.refusal.Faults;

/**
 * Turns the filter language of docs/api.md into predicates over the columns of an entity. Every
 * condition is true or false, also where a field is null, so that a filter and its negation divide
 * all rows between them.
 */
final class RowFilter<E> {

  private static final int MAX_DEPTH = 5;
  private static final int MAX_CONDITIONS = 50;
  private static final int MAX_VALUES = 1_000;
  private static final List<String> ORDERS = List.of("lt", "lte", "gt", "gte");

  private final CriteriaBuilder criteria;
  private final Root<E> row;
  private final Map<String, Column<E>> columns;
  private final Faults faults;
  private int conditions;

  RowFilter(CriteriaBuilder criteria, Root<E> row, Map<String, Column<E>> columns, Faults faults) {
    this.criteria = criteria;
    this.row = row;
    this.columns = columns;
    this.faults = faults;
  }

  /** The predicate of a filter object; where there were faults it is of no use. */
  Predicate read(JsonNode filter, String pointer) {
    return object(filter, pointer, 1);
  }

  private Predicate object(JsonNode node, String pointer, int depth) {
    if (!node.isObject() || depth > MAX_DEPTH) {
      return fault(
          pointer,
          "an object of fields, and, or, not is expected, at most " + MAX_DEPTH + " levels deep");
    }
    List<Predicate> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String at = Faults.pointer(pointer, member.getKey());
      all.add(
          switch (member.getKey()) {
            case "and" -> criteria.and(list(member.getValue(), at, depth));
            case "or" -> criteria.or(list(member.getValue(), at, depth));
            case "not" -> criteria.not(object(member.getValue(), at, depth + 1));
            default -> member(member.getKey(), member.getValue(), at);
          });
    }
    return criteria.and(all.toArray(Predicate[]::new));
  }

  private Predicate[] list(JsonNode node, String pointer, int depth) {
    List<Predicate> parts = new ArrayList<>();
    if (!node.isArray() || node.isEmpty() || node.size() > MAX_CONDITIONS) {
      fault(pointer, "a list of 1 to " + MAX_CONDITIONS + " filter objects is expected");
    } else {
      for (int i = 0; i < node.size(); i++) {
        parts.add(object(node.get(i), Faults.pointer(pointer, Integer.toString(i)), depth + 1));
      }
    }
    return parts.toArray(Predicate[]::new);
  }

  private Predicate member(String name, JsonNode value, String pointer) {
    Column<E> field = columns.get(name);
    if (field == null) {
      return fault(pointer, "no such field to filter by");
    }
    if (!value.isObject() || field.type() == Column.Type.JSON) {
      return condition(field, value.isArray() ? "in" : "eq", value, pointer);
    }
    if (value.isEmpty()) {
      return fault(pointer, "an operator is expected: eq, neq, lt, lte, gt, gte, in, nin, like");
    }
    List<Predicate> all = new ArrayList<>();
    value
        .properties()
        .forEach(
            entry ->
                all.add(
                    condition(
                        field,
                        entry.getKey(),
                        entry.getValue(),
                        Faults.pointer(pointer, entry.getKey()))));
    return criteria.and(all.toArray(Predicate[]::new));
  }

  private Predicate condition(Column<E> field, String operator, JsonNode value, String pointer) {
    if (++conditions > MAX_CONDITIONS) {
      return fault(pointer, "more than " + MAX_CONDITIONS + " conditions");
    }
    return switch (operator) {
      case "eq" -> equal(field, value, pointer);
      case "neq" -> criteria.not(equal(field, value, pointer));
      case "in" -> among(field, value, pointer);
      case "nin" -> criteria.not(among(field, value, pointer));
      case "like" -> like(field, value, pointer);
      case "lt", "lte", "gt", "gte" -> compare(field, ORDERS.indexOf(operator), value, pointer);
      default ->
          fault(pointer, "no such operator; there are eq, neq, lt, lte, gt, gte, in, nin, like");
    };
  }

  private Predicate among(Column<E> field, JsonNode values, String pointer) {
    if (!values.isArray() || values.size() > MAX_VALUES) {
      return fault(pointer, "a list of at most " + MAX_VALUES + " values is expected");
    }
    List<Predicate> any = new ArrayList<>();
    values.forEach(value -> any.add(equal(field, value, pointer)));
    return any.isEmpty() ? criteria.disjunction() : criteria.or(any.toArray(Predicate[]::new));
  }

  private Predicate equal(Column<E> field, JsonNode value, String pointer) {
    Expression<?> column = row.get(field.attribute().get());
    if (value.isNull()) {
      return criteria.isNull(column);
    }
    LocalDate day = day(field, value);
    if (day != null) {
      @SuppressWarnings("unchecked")
      Expression<Instant> moment = (Expression<Instant>) column;
      return criteria.and(
          criteria.greaterThanOrEqualTo(moment, Rfc3339.start(day)),
          criteria.lessThanOrEqualTo(moment, Rfc3339.end(day)));
    }
    Object bound = ColumnValue.read(field.type(), value, pointer, faults);
    if (bound == null) {
      return criteria.disjunction();
    }
    boolean contained = field.type() == Column.Type.JSON || field.type() == Column.Type.TAGS;
    return criteria.and(
        criteria.isNotNull(column),
        contained ? test("json_contains", column, bound) : criteria.equal(column, bound));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Predicate compare(Column<E> field, int order, JsonNode value, String pointer) {
    if (!field.type().ordered() || value.isNull()) {
      return fault(pointer, "these have no order; use eq, neq, in or nin");
    }
    LocalDate day = day(field, value);
    // a day is all of it: up to its end, or from behind it
    boolean wholeDay = order == 1 || order == 2;
    Object bound =
        day == null
            ? ColumnValue.read(field.type(), value, pointer, faults)
            : wholeDay ? Rfc3339.end(day) : Rfc3339.start(day);
    if (bound == null) {
      return criteria.disjunction();
    }
    Expression column = row.get(field.attribute().get());
    Comparable limit = (Comparable) bound;
    Predicate compared =
        switch (order) {
          case 0 -> criteria.lessThan(column, limit);
          case 1 -> criteria.lessThanOrEqualTo(column, limit);
          case 2 -> criteria.greaterThan(column, limit);
          default -> criteria.greaterThanOrEqualTo(column, limit);
        };
    return criteria.and(criteria.isNotNull(column), compared);
  }

  private Predicate like(Column<E> field, JsonNode value, String pointer) {
    if (field.type() != Column.Type.TEXT) {
      return fault(pointer, "like goes with text fields: " + textFields());
    }
    Object part = ColumnValue.read(field.type(), value, pointer, faults);
    if (part == null) {
      return criteria.disjunction();
    }
    Expression<?> column = row.get(field.attribute().get());
    return criteria.and(criteria.isNotNull(column), test("text_contains", column, part));
  }

  private Predicate test(String function, Expression<?> column, Object part) {
    return criteria.isTrue(
        criteria.function(function, Boolean.class, column, criteria.literal(part)));
  }

  private String textFields() {
    return columns.values().stream()
        .filter(field -> field.type() == Column.Type.TEXT)
        .map(Column::name)
        .collect(Collectors.joining(", "));
  }

  private LocalDate day(Column<E> field, JsonNode value) {
    return field.type() == Column.Type.MOMENT && value.isTextual()
        ? Rfc3339.day(value.textValue()).orElse(null)
        : null;
  }

  private Predicate fault(String pointer, String message) {
    faults.add(pointer, message);
    return criteria.disjunction();
  }
}
