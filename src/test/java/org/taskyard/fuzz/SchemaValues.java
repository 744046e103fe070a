package org.taskyard.fuzz;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.json.Json;
import org.taskyard.support.Contract;

/**
 * Values by the schemas of the OpenAPI document: mostly valid, often on the edge of it, now and
 * then something else.
 */
final class SchemaValues {

  private static final int DEEPEST = 6;
  private static final int WIDEST = 20;
  private static final Map<String, String> OF_LISTS =
      Map.of("handlers", "handler", "roles", "role");

  private final Dice dice;
  private final Known known;
  private final WeirdJson weird;
  private Known.Lease lease;

  SchemaValues(Dice dice, Known known) {
    this.dice = dice;
    this.known = known;
    this.weird = new WeirdJson(dice);
    this.lease = dice.one(known.leases);
  }

  /** A whole document, as text. */
  String document(Schema<?> schema) {
    lease = dice.one(known.leases);
    return value("", schema, 0);
  }

  /** The value of a member called so. */
  String value(String name, Schema<?> of, int depth) {
    if (name.equals("lease_seconds")) {
      // a lease that ends while the test runs would be a change that nobody asked for
      return dice.among("3600", "86400", "3600", "0", "-1", "1e99", "\"x\"");
    }
    if (dice.percent(2)) {
      return weird.value(2);
    }
    Schema<?> schema = resolved(of);
    if (Boolean.TRUE.equals(schema.getNullable()) && dice.percent(10)) {
      return "null";
    }
    String seen = seen(name);
    if (seen != null && dice.percent(95)) {
      return seen;
    }
    List<Schema<?>> choices = choices(schema);
    if (!choices.isEmpty()) {
      return value(name, dice.one(choices), depth);
    }
    if (schema.getEnum() != null) {
      return Json.write(dice.one(List.copyOf(withoutNull(schema.getEnum()))));
    }
    Map<String, Schema<?>> members = members(schema);
    if (!members.isEmpty() || "object".equals(schema.getType())) {
      return object(schema, members, depth);
    }
    return simple(name, schema, depth);
  }

  private String simple(String name, Schema<?> schema, int depth) {
    return switch (String.valueOf(schema.getType())) {
      case "array" -> array(name, schema, depth);
      case "string" -> text(schema);
      case "integer", "number" -> number(schema);
      case "boolean" -> dice.among("true", "false");
      default ->
          dice.percent(80)
              ? dice.among("null", "{\"a\": [1, 2.50]}", "\"[1]\"", "[]", "12345678901234567890")
              : weird.value(3);
    };
  }

  /** What only those can say who have seen an answer; and what would keep a test waiting. */
  private String seen(String name) {
    return switch (name) {
      case "handler" -> Json.quoted(dice.one(known.handlers));
      case "handlers" -> Json.write(known.handlers);
      case "user_id" -> Json.quoted(known.user);
      case "task_id" -> Json.quoted(dice.percent(60) ? lease.task() : id("task"));
      case "lease_token" -> Json.quoted(lease.token());
      case "parent_id" -> Json.quoted(id("task"));
      case "schedule_id" -> Json.quoted(id("schedule"));
      case "file_id" -> Json.quoted(id("file"));
      case "key_id" -> Json.quoted(id("key"));
      case "role" -> Json.quoted(dice.among("viewer", "user", "worker", "admin", "boss"));
      case "name" -> Json.quoted(dice.one(known.keys));
      case "time_zone" -> dice.among("\"UTC\"", "\"Europe/Berlin\"");
      case "run_at", "starts_at", "ends_at", "from" ->
          dice.percent(50)
              ? Json.quoted(new Moments(dice).next().sent())
              : dice.among("\"2124-02-29T23:59:59.999999+14:00\"", "\"2125-01-01\"", "null");
      case "cursor" -> Json.quoted(dice.one(known.cursors));
      case "wait_seconds" -> "0";
      case "cron" ->
          dice.percent(50) ? cutCron() : dice.among("\"30 2 29 2 *\"", "\"0 0 1 1 *\"", "null");
      case "interval" -> dice.among("\"P300D\"", "30000000", "null", "null", "null");
      case "sort" -> dice.among("\"task_id\"", "\"-created_at\"", "\"priority,-updated_at\"");
      default -> null;
    };
  }

  /** An expression, one field of which ends too early; should it be one all the same, far ahead. */
  private String cutCron() {
    List<String> fields =
        new ArrayList<>(
            List.of("0", "1-5/2", "8-18/2", "1-15/3,L-2", "JAN-DEC/2", "FRI#2,MON-FRI/2", "2124"));
    int cut = 1 + dice.below(fields.size() - 2);
    fields.set(cut, fields.get(cut).substring(0, 1 + dice.below(fields.get(cut).length() - 1)));
    return Json.quoted(String.join(" ", fields));
  }

  private String id(String kind) {
    return dice.one(known.ids.get(kind));
  }

  private String object(Schema<?> schema, Map<String, Schema<?>> members, int depth) {
    List<String> required = required(schema);
    List<String> written = new ArrayList<>();
    int wanted = members.size() > 4 ? 25 : 50;
    members.forEach(
        (name, of) -> {
          int chance = name.equals("lease_seconds") ? 100 : required.contains(name) ? 97 : wanted;
          boolean nested = List.of("and", "or", "not").contains(name) && depth >= DEEPEST;
          if (!nested && dice.percent(chance)) {
            written.add(Json.quoted(name) + ": " + value(name, of, depth + 1));
          }
        });
    if (dice.percent(2)) {
      written.add(weird.name() + ": " + weird.value(1));
    }
    return "{" + String.join(", ", written) + "}";
  }

  private String array(String name, Schema<?> schema, int depth) {
    int most = schema.getMaxItems() == null ? WIDEST : schema.getMaxItems();
    int size = dice.percent(4) && most <= WIDEST ? most + dice.below(2) : dice.below(4);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(value(OF_LISTS.getOrDefault(name, ""), schema.getItems(), depth + 1));
    }
    return "[" + String.join(", ", items) + "]";
  }

  private String text(Schema<?> schema) {
    if ("uuid".equals(schema.getFormat())) {
      return Json.quoted(dice.percent(70) ? id("task") : UUID.randomUUID().toString());
    }
    if (schema.getPattern() != null && schema.getPattern().contains("\\d{4}")) {
      return Json.quoted(new Moments(dice).next().sent());
    }
    if (schema.getMaxLength() != null && dice.percent(10)) {
      return Json.quoted("é".repeat(schema.getMaxLength() + dice.below(2)));
    }
    return dice.percent(85)
        ? Json.quoted(dice.among("a", "UTC", "once", "P1D", "2124-01-01", "order 😀"))
        : weird.text();
  }

  private String number(Schema<?> schema) {
    long least = schema.getMinimum() == null ? -10 : schema.getMinimum().longValue();
    long most = schema.getMaximum() == null ? 2_147_483_647L : schema.getMaximum().longValue();
    return Long.toString(
        dice.percent(70)
            ? least + dice.below((int) Math.min(1_000, most - least + 1))
            : dice.among(least, most, least - 1, most + 1));
  }

  private static List<?> withoutNull(List<?> values) {
    return values.stream().filter(value -> value != null).toList();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Schema<?>> choices(Schema<?> schema) {
    List<Schema<?>> all = new ArrayList<>();
    all.addAll((List) (schema.getAnyOf() == null ? List.of() : schema.getAnyOf()));
    all.addAll((List) (schema.getOneOf() == null ? List.of() : schema.getOneOf()));
    return all;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, Schema<?>> members(Schema<?> schema) {
    Map<String, Schema<?>> members = new LinkedHashMap<>();
    if (schema.getAllOf() != null) {
      schema.getAllOf().forEach(part -> members.putAll(members(resolved((Schema<?>) part))));
    }
    if (schema.getProperties() != null) {
      members.putAll((Map) schema.getProperties());
    }
    return members;
  }

  private static List<String> required(Schema<?> schema) {
    List<String> required = new ArrayList<>();
    if (schema.getAllOf() != null) {
      schema.getAllOf().forEach(part -> required.addAll(required(resolved((Schema<?>) part))));
    }
    if (schema.getRequired() != null) {
      required.addAll(schema.getRequired());
    }
    return required;
  }

  static Schema<?> resolved(Schema<?> schema) {
    if (schema.getNot() != null && schema.getNot().getNot() != null) {
      // a list that code generators are to pass over
      return resolved(schema.getNot().getNot());
    }
    if (schema.get$ref() == null) {
      return schema;
    }
    String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
    return resolved(Contract.document().getComponents().getSchemas().get(name));
  }
}
