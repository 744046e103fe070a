package org.taskyard.fuzz;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.taskyard.support.Tasks;

/** Filters and sorts that are valid, about values that the tasks of {@link SearchIT} have. */
final class Searches {

  private static final int MOST_PARTS = 3;

  private static final List<String> SORTABLE =
      List.of(
          "task_id",
          "handler",
          "user_id",
          "entity_id",
          "status",
          "created_at",
          "updated_at",
          "run_at",
          "priority",
          "attempt",
          "max_attempts",
          "started_at",
          "finished_at",
          "historized_at",
          "progress",
          "progress_message",
          "parent_id");

  private static final List<String> DAYS = List.of("2124-01-01", "2124-01-02", "2024-01-01");
  private static final List<String> MOMENTS =
      List.of("2124-01-01T00:00:00Z", "2124-01-01T23:59:59.999999Z", "2124-01-02T01:00:00+01:00");

  private final List<String> handlers;
  private final List<String> ids;

  Searches(List<String> handlers, List<String> ids) {
    this.handlers = handlers;
    this.ids = ids;
  }

  /** One to three fields, each this way or that. */
  static Arbitrary<String> sorts() {
    return Arbitraries.of(SORTABLE)
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(3)
        .flatMap(
            fields ->
                Arbitraries.of("", "-")
                    .list()
                    .ofSize(fields.size())
                    .map(signs -> joined(fields, signs)));
  }

  private static String joined(List<String> fields, List<String> signs) {
    StringBuilder sort = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      sort.append(i == 0 ? "" : ",").append(signs.get(i)).append(fields.get(i));
    }
    return sort.toString();
  }

  /** A filter of at most so many levels. */
  Arbitrary<Map<String, Object>> filters(int levels) {
    if (levels == 1) {
      return conditions();
    }
    Arbitrary<Map<String, Object>> inner = Arbitraries.lazy(() -> filters(levels - 1));
    Arbitrary<List<Map<String, Object>>> parts = inner.list().ofMinSize(1).ofMaxSize(MOST_PARTS);
    return Arbitraries.frequencyOf(
        Tuple.of(3, conditions()),
        Tuple.of(2, parts.map(list -> Map.of("and", list))),
        Tuple.of(2, parts.map(list -> Map.of("or", list))),
        Tuple.of(2, inner.map(filter -> Map.of("not", filter))),
        Tuple.of(
            1,
            Combinators.combine(inner, parts)
                .as((not, or) -> Map.of("not", (Object) not, "or", or))));
  }

  private Arbitrary<Map<String, Object>> conditions() {
    return Arbitraries.oneOf(
        text("entity_id", Arbitraries.of("a", "A", "b%", "b_", "ü", "😀", "none", "")),
        text("handler", Arbitraries.of(handlers)),
        text("progress_message", Arbitraries.of("x", "")),
        equal("status", Arbitraries.of("pending", "running", "completed", "failed", "cancelled")),
        equal("tags", Arbitraries.of("t", "u", "T", "")),
        equal("task_id", Arbitraries.of(ids)),
        equal("parent_id", Arbitraries.of(ids)),
        ordered("priority", Arbitraries.integers().between(-1, 10).map(n -> n)),
        ordered("attempt", Arbitraries.integers().between(0, 2).map(n -> n)),
        ordered("progress", Arbitraries.integers().between(0, 1).map(n -> n)),
        moment("run_at"),
        moment("created_at"),
        moment("started_at"),
        moment("finished_at"),
        Arbitraries.of("request", "response", "error")
            .flatMap(
                field ->
                    Arbitraries.of(Map.of(), Map.of("a", 1), Map.of("a", Map.of("b", true)))
                        .injectNull(0.3)
                        .map(part -> one(field, part))),
        Arbitraries.just(Map.of()));
  }

  private static Arbitrary<Map<String, Object>> text(String field, Arbitrary<String> values) {
    return Arbitraries.oneOf(
        ordered(field, values), values.map(value -> one(field, Map.of("like", value))));
  }

  private static Arbitrary<Map<String, Object>> moment(String field) {
    return ordered(field, Arbitraries.oneOf(Arbitraries.of(DAYS), Arbitraries.of(MOMENTS)));
  }

  private static <T> Arbitrary<Map<String, Object>> ordered(String field, Arbitrary<T> values) {
    return Arbitraries.oneOf(
        equal(field, values),
        Combinators.combine(Arbitraries.of("lt", "lte", "gt", "gte"), values)
            .as((operator, value) -> one(field, Map.of(operator, value))),
        Combinators.combine(values, values)
            .as((low, high) -> one(field, Map.of("gte", low, "lt", high))));
  }

  private static <T> Arbitrary<Map<String, Object>> equal(String field, Arbitrary<T> values) {
    Arbitrary<T> orNull = values.injectNull(0.2);
    Arbitrary<List<T>> lists = orNull.list().ofMaxSize(3);
    return Arbitraries.oneOf(
        orNull.map(value -> one(field, value)),
        lists.map(list -> one(field, list)),
        Combinators.combine(Arbitraries.of("eq", "neq"), orNull)
            .as((operator, value) -> one(field, one(operator, value))),
        Combinators.combine(Arbitraries.of("in", "nin"), lists)
            .as((operator, list) -> one(field, one(operator, list))));
  }

  /** An object of one member, which may be null. */
  private static Map<String, Object> one(String name, Object value) {
    return Tasks.object(name, value);
  }
}
