package org.taskyard.listing.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.json.Rfc3339;
import org.taskyard.listing.filter.Filter.And;
import org.taskyard.listing.filter.Filter.Compare;
import org.taskyard.listing.filter.Filter.In;
import org.taskyard.listing.filter.Filter.Not;
import org.taskyard.listing.filter.Filter.Or;
import org.taskyard.listing.filter.Filter.Order;
import org.taskyard.refusal.Faults;

/**
 * Reads one condition: an operator and its value, by the type of the field.
 *
 * @param <S> what a query selects from
 */
final class ConditionReader<S> {

  static final List<String> OPERATORS =
      List.of("eq", "neq", "lt", "lte", "gt", "gte", "in", "nin", "like");
  private static final int MAX_VALUES = 1_000;

  private final Fields<S> fields;
  private final Faults faults;
  private final ValueReader values;

  ConditionReader(Fields<S> fields, Faults faults) {
    this.fields = fields;
    this.faults = faults;
    this.values = new ValueReader(faults);
  }

  /** A value without operator: equal; a list: one of them; null: is null. */
  Filter<S> equal(Field<S> field, JsonNode value, String pointer) {
    if (!value.isArray() || field.type() == Field.Type.JSON) {
      return oneOf(field, List.of(value), pointer);
    }
    if (value.size() > MAX_VALUES) {
      return fault(pointer, "has " + value.size() + " values, " + MAX_VALUES + " are allowed");
    }
    List<JsonNode> nodes = new ArrayList<>();
    value.forEach(nodes::add);
    return oneOf(field, nodes, pointer);
  }

  Filter<S> operator(Field<S> field, String operator, JsonNode value, String pointer) {
    return switch (operator) {
      case "eq" -> single(field, value, pointer);
      case "neq" -> new Not<>(single(field, value, pointer));
      case "in" -> list(field, value, pointer);
      case "nin" -> new Not<>(list(field, value, pointer));
      case "lt" -> compare(field, Order.LT, value, pointer);
      case "lte" -> compare(field, Order.LTE, value, pointer);
      case "gt" -> compare(field, Order.GT, value, pointer);
      case "gte" -> compare(field, Order.GTE, value, pointer);
      case "like" -> like(field, value, pointer);
      default -> fault(pointer, "no such operator; there are " + String.join(", ", OPERATORS));
    };
  }

  private Filter<S> single(Field<S> field, JsonNode value, String pointer) {
    return value.isContainerNode()
        ? fault(pointer, "one value is expected")
        : oneOf(field, List.of(value), pointer);
  }

  private Filter<S> list(Field<S> field, JsonNode value, String pointer) {
    return value.isArray()
        ? equal(field, value, pointer)
        : fault(pointer, "a list of values is expected");
  }

  private Filter<S> oneOf(Field<S> field, List<JsonNode> nodes, String pointer) {
    return switch (field.type()) {
      case CHOICE -> choices(field, nodes, pointer);
      case MOMENT -> moments(field, nodes, pointer);
      case TAGS -> tags(field, nodes, pointer);
      case JSON -> onlyNull(field, nodes.get(0), pointer);
      case ID, TEXT, CODE, DIGEST, INTEGER, LONG, FLAG -> among(field, nodes, pointer);
    };
  }

  private Filter<S> among(Field<S> field, List<JsonNode> nodes, String pointer) {
    List<Object> read = new ArrayList<>();
    boolean orNull = false;
    for (JsonNode node : nodes) {
      orNull |= node.isNull();
      if (!node.isNull()) {
        values.read(field.type(), node, pointer).ifPresent(read::add);
      }
    }
    return new In<>(field, read, orNull);
  }

  private Filter<S> choices(Field<S> field, List<JsonNode> nodes, String pointer) {
    List<String> known = field.choice().values();
    List<Object> read = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.isTextual() && known.contains(node.textValue())) {
        read.add(node.textValue());
      } else if (!node.isNull()) {
        fault(pointer, "one of these is expected: " + String.join(", ", known));
      }
    }
    return new In<>(field, read, false);
  }

  private Filter<S> tags(Field<S> field, List<JsonNode> nodes, String pointer) {
    List<Filter<S>> any = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.isNull()) {
        any.add(new In<>(field, List.of(), true));
      } else {
        values
            .text(node, pointer)
            .ifPresent(tag -> any.add(new Filter.Contains<>(field, "[" + Json.quoted(tag) + "]")));
      }
    }
    return new Or<>(any);
  }

  /** JSON takes no list: that would be read as what the JSON must contain, or as having none. */
  private Filter<S> onlyNull(Field<S> field, JsonNode value, String pointer) {
    if (value.isNull()) {
      return new In<>(field, List.of(), true);
    }
    return fault(pointer, "an object that the JSON must contain, or null, is expected");
  }

  private Filter<S> moments(Field<S> field, List<JsonNode> nodes, String pointer) {
    List<Object> moments = new ArrayList<>();
    List<Filter<S>> any = new ArrayList<>();
    boolean orNull = false;
    for (JsonNode node : nodes) {
      Optional<LocalDate> day = ValueReader.day(node);
      if (node.isNull()) {
        orNull = true;
      } else if (day.isPresent()) {
        any.add(
            new And<>(
                List.of(
                    new Compare<>(field, Order.GTE, Rfc3339.start(day.get())),
                    new Compare<>(field, Order.LTE, Rfc3339.end(day.get())))));
      } else {
        values.moment(node, pointer).ifPresent(moments::add);
      }
    }
    if (!moments.isEmpty() || orNull || any.isEmpty()) {
      any.add(new In<>(field, moments, orNull));
    }
    return any.size() == 1 ? any.get(0) : new Or<>(any);
  }

  private Filter<S> compare(Field<S> field, Order order, JsonNode value, String pointer) {
    if (!field.type().ordered()) {
      return fault(pointer, field.name() + " has no order; use eq, neq, in or nin");
    }
    if (value.isNull()) {
      return fault(pointer, "null is neither before nor after anything");
    }
    if (field.type() == Field.Type.MOMENT) {
      return bounded(field, order, moment(order, value, pointer));
    }
    if (value.isTextual() && JsonText.unstorableText(value.textValue()) != null) {
      return fault(pointer, "text that cannot be stored has no place in an order");
    }
    return bounded(field, order, values.read(field.type(), value, pointer));
  }

  /** A day without time is the whole UTC day: before it, after it, or up to its end. */
  private Optional<Instant> moment(Order order, JsonNode value, String pointer) {
    boolean whole = order == Order.LTE || order == Order.GT;
    return ValueReader.day(value)
        .map(day -> whole ? Rfc3339.end(day) : Rfc3339.start(day))
        .or(() -> values.moment(value, pointer));
  }

  private static <S> Filter<S> bounded(Field<S> field, Order order, Optional<?> bound) {
    return bound.<Filter<S>>map(value -> new Compare<>(field, order, value)).orElse(Filter.none());
  }

  private Filter<S> like(Field<S> field, JsonNode value, String pointer) {
    if (field.type() != Field.Type.TEXT) {
      return fault(
          pointer, "like goes with text fields: " + fields.names(type -> type == Field.Type.TEXT));
    }
    return values
        .text(value, pointer)
        .<Filter<S>>map(part -> new Filter.Like<>(field, part))
        .orElse(Filter.none());
  }

  private Filter<S> fault(String pointer, String message) {
    faults.add(pointer, message);
    return Filter.none();
  }
}
