package org.taskyard.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.json.JsonText;
import org.taskyard.json.Rfc3339;
import org.taskyard.refusal.Faults;
import org.taskyard.search.Filter.And;
import org.taskyard.search.Filter.Compare;
import org.taskyard.search.Filter.Not;
import org.taskyard.search.Filter.Or;
import org.taskyard.search.Filter.Order;
import org.taskyard.task.TaskStatus;

/** Reads one condition: an operator and its value, by the type of the field. */
final class ConditionReader {

  static final int MAX_VALUES = 1_000;
  static final List<String> OPERATORS =
      List.of("eq", "neq", "lt", "lte", "gt", "gte", "in", "nin", "like");
  private static final int MAX_TEXT = 1_000;

  private final Faults faults;

  ConditionReader(Faults faults) {
    this.faults = faults;
  }

  /** A value without operator: equal; a list: one of them; null: is null. */
  Filter equal(TaskField field, JsonNode value, String pointer) {
    if (!value.isArray()) {
      return oneOf(field, List.of(value), pointer);
    }
    if (value.size() > MAX_VALUES) {
      faults.add(pointer, "has " + value.size() + " values, " + MAX_VALUES + " are allowed");
      return Filter.all();
    }
    List<JsonNode> values = new ArrayList<>();
    value.forEach(values::add);
    return oneOf(field, values, pointer);
  }

  Filter operator(TaskField field, String operator, JsonNode value, String pointer) {
    return switch (operator) {
      case "eq" -> single(field, value, pointer);
      case "neq" -> new Not(single(field, value, pointer));
      case "in" -> list(field, value, pointer);
      case "nin" -> new Not(list(field, value, pointer));
      case "lt" -> compare(field, Order.LT, value, pointer);
      case "lte" -> compare(field, Order.LTE, value, pointer);
      case "gt" -> compare(field, Order.GT, value, pointer);
      case "gte" -> compare(field, Order.GTE, value, pointer);
      case "like" -> like(field, value, pointer);
      default -> fault(pointer, "no such operator; there are " + String.join(", ", OPERATORS));
    };
  }

  private Filter single(TaskField field, JsonNode value, String pointer) {
    return value.isContainerNode()
        ? fault(pointer, "one value is expected")
        : oneOf(field, List.of(value), pointer);
  }

  private Filter list(TaskField field, JsonNode value, String pointer) {
    return value.isArray()
        ? equal(field, value, pointer)
        : fault(pointer, "a list of values is expected");
  }

  private Filter oneOf(TaskField field, List<JsonNode> nodes, String pointer) {
    return switch (field.type()) {
      case STATUS -> statuses(nodes, pointer);
      case MOMENT -> moments(field, nodes, pointer);
      case TAGS -> tags(field, nodes, pointer);
      case JSON -> onlyNull(field, nodes, pointer);
      case ID, TEXT, INTEGER -> values(field, nodes, pointer);
    };
  }

  private Filter values(TaskField field, List<JsonNode> nodes, String pointer) {
    List<Object> values = new ArrayList<>();
    boolean orNull = false;
    for (JsonNode node : nodes) {
      orNull |= node.isNull();
      if (!node.isNull()) {
        scalar(field, node, pointer).ifPresent(values::add);
      }
    }
    return new Filter.In(field, values, orNull);
  }

  /** Empty if the value is at fault, or is an id that cannot be anybody's. */
  private Optional<Object> scalar(TaskField field, JsonNode node, String pointer) {
    if (field.type() == TaskField.Type.INTEGER) {
      Long number = JsonFields.whole(node);
      if (number != null && number == number.intValue()) {
        return Optional.of(number.intValue());
      }
      fault(pointer, "a whole number of at most 32 bits is expected");
      return Optional.empty();
    }
    if (!node.isTextual() || node.textValue().length() > MAX_TEXT) {
      fault(pointer, "a string of at most " + MAX_TEXT + " characters is expected");
      return Optional.empty();
    }
    if (field.type() == TaskField.Type.ID) {
      return Optional.ofNullable(JsonFields.uuidOrNull(node.textValue()));
    }
    // text that cannot be stored is nobody's
    return JsonText.unstorableText(node.textValue()) == null
        ? Optional.of(node.textValue())
        : Optional.empty();
  }

  private Filter statuses(List<JsonNode> nodes, String pointer) {
    List<TaskStatus> statuses = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (!node.isNull()) {
        Optional<TaskStatus> status =
            node.isTextual() ? TaskStatus.of(node.textValue()) : Optional.empty();
        status.ifPresentOrElse(
            statuses::add,
            () -> fault(pointer, "pending, running, completed, failed or cancelled is expected"));
      }
    }
    return new Filter.Status(statuses);
  }

  private Filter tags(TaskField field, List<JsonNode> nodes, String pointer) {
    List<Filter> any = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.isNull()) {
        any.add(new Filter.In(field, List.of(), true));
      } else if (!node.isTextual() || node.textValue().length() > MAX_TEXT) {
        fault(pointer, "a tag is a string");
      } else if (JsonText.unstorableText(node.textValue()) == null) {
        any.add(new Filter.Json(field, "[" + Json.quoted(node.textValue()) + "]"));
      }
    }
    return new Or(any);
  }

  private Filter onlyNull(TaskField field, List<JsonNode> nodes, String pointer) {
    if (nodes.stream().allMatch(JsonNode::isNull)) {
      return new Filter.In(field, List.of(), true);
    }
    return fault(pointer, "an object that the JSON must contain, or null, is expected");
  }

  private Filter moments(TaskField field, List<JsonNode> nodes, String pointer) {
    List<Object> moments = new ArrayList<>();
    List<Filter> any = new ArrayList<>();
    boolean orNull = false;
    for (JsonNode node : nodes) {
      String text = node.isTextual() ? node.textValue() : "";
      Optional<LocalDate> day = Rfc3339.day(text);
      Optional<Instant> moment = Rfc3339.moment(text);
      if (node.isNull()) {
        orNull = true;
      } else if (day.isPresent()) {
        any.add(
            new And(
                List.of(
                    new Compare(field, Order.GTE, Rfc3339.start(day.get())),
                    new Compare(field, Order.LTE, Rfc3339.end(day.get())))));
      } else if (moment.isPresent()) {
        moments.add(moment.get());
      } else {
        faultOfMoment(pointer);
      }
    }
    if (!moments.isEmpty() || orNull || any.isEmpty()) {
      any.add(new Filter.In(field, moments, orNull));
    }
    return any.size() == 1 ? any.get(0) : new Or(any);
  }

  private Filter compare(TaskField field, Order order, JsonNode value, String pointer) {
    if (field.type() == TaskField.Type.MOMENT) {
      return compareMoment(field, order, value, pointer);
    }
    boolean ordered = field.type() == TaskField.Type.INTEGER || field.type() == TaskField.Type.TEXT;
    if (!ordered) {
      return fault(pointer, field.text() + " has no order; use eq, neq, in or nin");
    }
    if (value.isNull()) {
      return fault(pointer, "null is neither before nor after anything");
    }
    if (value.isTextual() && JsonText.unstorableText(value.textValue()) != null) {
      return fault(pointer, "this text cannot be compared with");
    }
    return scalar(field, value, pointer)
        .<Filter>map(bound -> new Compare(field, order, bound))
        .orElseGet(Filter::all);
  }

  /** A day without time is the whole UTC day: before it, after it, or up to its end. */
  private Filter compareMoment(TaskField field, Order order, JsonNode value, String pointer) {
    String text = value.isTextual() ? value.textValue() : "";
    Optional<LocalDate> day = Rfc3339.day(text);
    if (day.isPresent()) {
      boolean whole = order == Order.LTE || order == Order.GT;
      return new Compare(field, order, whole ? Rfc3339.end(day.get()) : Rfc3339.start(day.get()));
    }
    return Rfc3339.moment(text)
        .<Filter>map(moment -> new Compare(field, order, moment))
        .orElseGet(() -> faultOfMoment(pointer));
  }

  private Filter like(TaskField field, JsonNode value, String pointer) {
    if (field.type() != TaskField.Type.TEXT) {
      return fault(
          pointer, "like goes with text fields: handler, user_id, entity_id, progress_message");
    }
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      return fault(pointer, "a string of at most " + MAX_TEXT + " characters is expected");
    }
    return JsonText.unstorableText(value.textValue()) == null
        ? new Filter.Contains(field, value.textValue())
        : new Or(List.of());
  }

  private Filter faultOfMoment(String pointer) {
    return fault(
        pointer,
        "a moment by RFC 3339 with offset, or a date, is expected: 2024-01-31T12:00:00Z, 2024-01-31");
  }

  private Filter fault(String pointer, String message) {
    faults.add(pointer, message);
    return Filter.all();
  }
}
