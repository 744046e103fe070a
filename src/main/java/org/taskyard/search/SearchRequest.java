package org.taskyard.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;

/**
 * A search as asked for, checked.
 *
 * @param sort ends in task_id
 * @param history true to take in historized tasks
 * @param page from 1; 1 if a cursor is given
 * @param perPage 1 to 1,000
 * @param cursor where to go on, null for by page
 * @param count false if the caller does not want totals
 */
public record SearchRequest(
    Filter filter,
    List<SortKey> sort,
    boolean history,
    int page,
    int perPage,
    Cursor.Position cursor,
    boolean count) {

  public static final int MAX_PER_PAGE = 1_000;
  private static final int DEFAULT_PER_PAGE = 100;
  private static final Set<String> KNOWN =
      new LinkedHashSet<>(
          List.of("filter", "per-page", "page", "sort", "history", "cursor", "count"));

  /**
   * Reads the body of a search; null and missing mean everything live, newest first.
   *
   * @throws org.taskyard.refusal.InvalidInput with every fault
   */
  public static SearchRequest read(JsonNode body) {
    Faults faults = new Faults();
    SearchRequest request = read(body, faults);
    faults.refuse();
    return request;
  }

  private static SearchRequest read(JsonNode body, Faults faults) {
    boolean absent = body == null || body.isNull() || body.isMissingNode();
    JsonFields fields =
        JsonFields.of(absent ? JsonNodeFactory.instance.objectNode() : body, "", faults);
    fields.only(KNOWN);
    Filter filter = FilterReader.read(fields.node("filter"), "/filter", faults);
    List<SortKey> sort = SortKey.read(fields.node("sort"), "/sort", faults);
    Boolean history = fields.bool("history");
    Integer page = fields.integer("page", 1, Integer.MAX_VALUE);
    Integer perPage = fields.integer("per-page", 1, Integer.MAX_VALUE);
    SearchRequest request =
        new SearchRequest(
            filter,
            sort,
            Boolean.TRUE.equals(history),
            page == null ? 1 : page,
            perPage == null ? DEFAULT_PER_PAGE : Math.min(perPage, MAX_PER_PAGE),
            null,
            count(fields));
    return fields.given("cursor") ? request.at(fields, faults) : request;
  }

  private static boolean count(JsonFields fields) {
    if (!fields.given("count")) {
      return true;
    }
    String count = fields.node("count").asText();
    if (!count.equals("exact") && !count.equals("none")) {
      fields.fault("count", "exact or none is expected");
    }
    return !count.equals("none");
  }

  private SearchRequest at(JsonFields fields, Faults faults) {
    if (fields.given("page")) {
      fields.fault("cursor", "either page or cursor, not both");
    }
    String text = fields.text("cursor", 8_000);
    if (text == null || faults.any()) {
      return this;
    }
    Cursor.Position position = Cursor.read(text, this).orElse(null);
    if (position == null) {
      fields.fault(
          "cursor",
          "is no cursor of this search; filter, sort and history must be those of the first page");
    }
    return at(position);
  }

  /** The same search, going on behind a place. */
  public SearchRequest at(Cursor.Position position) {
    return new SearchRequest(filter, sort, history, 1, perPage, position, count);
  }
}
