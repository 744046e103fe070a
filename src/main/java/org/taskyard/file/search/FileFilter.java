package org.taskyard.file.search;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.taskyard.file.content.StoredFile;
import org.taskyard.file.content.StoredFile_;
import org.taskyard.platform.Faults;
import org.taskyard.platform.Rfc3339;

/**
 * Turns the filter language of docs/api.md into predicates over files. Every condition is true or
 * false, also where a field is null, so that a filter and its negation divide all files between
 * them.
 */
final class FileFilter {

  private static final int MAX_DEPTH = 5;
  private static final int MAX_CONDITIONS = 50;
  private static final int MAX_VALUES = 1_000;
  private static final List<String> ORDERS = List.of("lt", "lte", "gt", "gte");

  private final CriteriaBuilder criteria;
  private final Root<StoredFile> file;
  private final Faults faults;
  private int conditions;

  FileFilter(CriteriaBuilder criteria, Root<StoredFile> file, Faults faults) {
    this.criteria = criteria;
    this.file = file;
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
    FileField field = FileField.of(name).orElse(null);
    if (field == null) {
      return fault(pointer, "no such field to filter files by");
    }
    if (!value.isObject()) {
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

  private Predicate condition(FileField field, String operator, JsonNode value, String pointer) {
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

  private Predicate among(FileField field, JsonNode values, String pointer) {
    if (!values.isArray() || values.size() > MAX_VALUES) {
      return fault(pointer, "a list of at most " + MAX_VALUES + " values is expected");
    }
    List<Predicate> any = new ArrayList<>();
    values.forEach(value -> any.add(equal(field, value, pointer)));
    return any.isEmpty() ? criteria.disjunction() : criteria.or(any.toArray(Predicate[]::new));
  }

  private Predicate equal(FileField field, JsonNode value, String pointer) {
    Expression<?> column = file.get(field.attribute());
    if (value.isNull()) {
      return criteria.isNull(column);
    }
    LocalDate day = day(field, value);
    if (day != null) {
      Expression<Instant> moment = file.get(StoredFile_.createdAt);
      return criteria.and(
          criteria.greaterThanOrEqualTo(moment, start(day)),
          criteria.lessThan(moment, start(day.plusDays(1))));
    }
    Object bound = FileValue.read(field, value, pointer, faults);
    return bound == null
        ? criteria.disjunction()
        : criteria.and(criteria.isNotNull(column), criteria.equal(column, bound));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Predicate compare(FileField field, int order, JsonNode value, String pointer) {
    if (!field.ordered() || value.isNull()) {
      return fault(pointer, "these have no order; use eq, neq, in or nin");
    }
    LocalDate day = day(field, value);
    // a day is all of it: up to its end, or from behind it
    boolean behind = day != null && (order == 1 || order == 2);
    Object bound =
        day == null
            ? FileValue.read(field, value, pointer, faults)
            : start(behind ? day.plusDays(1) : day);
    if (bound == null) {
      return criteria.disjunction();
    }
    Expression column = file.get(field.attribute());
    Comparable limit = (Comparable) bound;
    Predicate compared =
        switch (behind ? (order == 1 ? 0 : 3) : order) {
          case 0 -> criteria.lessThan(column, limit);
          case 1 -> criteria.lessThanOrEqualTo(column, limit);
          case 2 -> criteria.greaterThan(column, limit);
          default -> criteria.greaterThanOrEqualTo(column, limit);
        };
    return criteria.and(criteria.isNotNull(column), compared);
  }

  private Predicate like(FileField field, JsonNode value, String pointer) {
    if (field.type() != FileField.Type.TEXT) {
      return fault(pointer, "like goes with text fields: name, content_type, user_id");
    }
    Object part = FileValue.read(field, value, pointer, faults);
    if (part == null) {
      return criteria.disjunction();
    }
    Expression<?> column = file.get(field.attribute());
    return criteria.and(
        criteria.isNotNull(column),
        criteria.isTrue(
            criteria.function("text_contains", Boolean.class, column, criteria.literal(part))));
  }

  private static LocalDate day(FileField field, JsonNode value) {
    return field.type() == FileField.Type.MOMENT && value.isTextual()
        ? Rfc3339.day(value.textValue()).orElse(null)
        : null;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Predicate fault(String pointer, String message) {
    faults.add(pointer, message);
    return criteria.disjunction();
  }
}
