package org.taskyard.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.taskyard.platform.Faults;
import org.taskyard.platform.JsonFields;

/**
 * A search for handlers as asked for, checked.
 *
 * @param name null for any
 * @param paused null for either
 * @param served null for either
 * @param sort name of the field
 * @param page from 1
 * @param perPage 1 to 1,000
 */
record HandlerSearch(
    String name,
    Boolean paused,
    Boolean served,
    String sort,
    boolean descending,
    int page,
    int perPage) {

  private static final int DEFAULT_PER_PAGE = 100;
  private static final int MAX_PER_PAGE = 1_000;
  private static final Pattern SORT = Pattern.compile("-?(name|pending|running|oldest_due_at)");
  private static final Set<String> KNOWN =
      new LinkedHashSet<>(List.of("filter", "per-page", "page", "sort"));
  private static final Set<String> FIELDS =
      new LinkedHashSet<>(List.of("name", "paused", "served"));

  /**
   * Reads the body of a search; null and missing mean all, by name.
   *
   * @throws org.taskyard.platform.InvalidInput with every fault
   */
  static HandlerSearch read(JsonNode body) {
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(orEmpty(body), "", faults);
    fields.only(KNOWN);
    JsonFields filter = JsonFields.of(orEmpty(fields.node("filter")), "/filter", faults);
    filter.only(FIELDS);
    String sort = fields.given("sort") ? fields.text("sort", 100) : "name";
    if (sort != null && !SORT.matcher(sort).matches()) {
      fields.fault(
          "sort", "one of name, pending, running, oldest_due_at is expected, -field for reverse");
    }
    Integer page = fields.integer("page", 1, Integer.MAX_VALUE);
    Integer perPage = fields.integer("per-page", 1, Integer.MAX_VALUE);
    HandlerSearch search =
        new HandlerSearch(
            filter.text("name", 100),
            filter.bool("paused"),
            filter.bool("served"),
            sort == null ? null : sort.replace("-", ""),
            sort != null && sort.startsWith("-"),
            page == null ? 1 : page,
            perPage == null ? DEFAULT_PER_PAGE : Math.min(perPage, MAX_PER_PAGE));
    faults.refuse();
    return search;
  }

  private static JsonNode orEmpty(JsonNode node) {
    boolean absent = node == null || node.isNull() || node.isMissingNode();
    return absent ? JsonNodeFactory.instance.objectNode() : node;
  }
}
