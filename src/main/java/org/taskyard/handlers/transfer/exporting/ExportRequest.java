package org.taskyard.handlers.transfer.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.taskyard.access.Owner;
import org.taskyard.handlers.transfer.RowFormat;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.Faults.Fault;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.secrecy.Sight;

/**
 * What an export is asked to do.
 *
 * @param search filter, sort and history as a search takes them
 * @param owner whose tasks are found: those that its creator could see
 */
record ExportRequest(ObjectNode search, RowFormat format, Owner owner) {

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(List.of("filter", "history", "sort", "format"));

  /** Oldest first: what is imported in this order is in this order again. */
  private static final String DEFAULT_SORT = "created_at";

  /**
   * Reads it.
   *
   * @param request JSON null for the tasks of {@code userId} as NDJSON
   * @throws InvalidInput with every fault
   */
  static ExportRequest read(JsonNode request, String userId, Owner owner) {
    ObjectNode search = Json.MAPPER.createObjectNode();
    if (request.isNull() || request.isMissingNode()) {
      search.putObject("filter").put("user_id", userId);
      return new ExportRequest(search.put("sort", DEFAULT_SORT), RowFormat.NDJSON, owner);
    }
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(request, "", faults);
    fields.only(KNOWN);
    RowFormat format = RowFormat.read(fields);
    for (String name : List.of("filter", "history", "sort")) {
      if (fields.has(name)) {
        search.set(name, fields.node(name));
      }
    }
    if (!fields.given("sort")) {
      search.put("sort", DEFAULT_SORT);
    }
    ExportRequest read =
        new ExportRequest(search, format == null ? RowFormat.NDJSON : format, owner);
    read.check(faults);
    return read;
  }

  private void check(Faults faults) {
    List<Fault> all = new ArrayList<>(faults.all());
    try {
      page(1, null);
    } catch (InvalidInput refused) {
      all.addAll(refused.faults());
    }
    if (!all.isEmpty()) {
      throw new InvalidInput(all);
    }
  }

  /**
   * A page of the search.
   *
   * @param cursor where it begins, null for the start
   */
  SearchRequest page(int perPage, String cursor) {
    ObjectNode body = search.deepCopy().put("per-page", perPage).put("count", "none");
    if (cursor != null) {
      body.put("cursor", cursor);
    }
    return SearchRequest.read(body, owner, Sight.FILED);
  }

  /** Tells this export from another one that the same task may have been before. */
  String fingerprint() {
    return format.text() + ":" + Integer.toHexString(search.toString().hashCode());
  }
}
