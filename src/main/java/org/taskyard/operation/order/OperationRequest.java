package org.taskyard.operation.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.taskyard.access.Owner;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TaskInput;

/**
 * An action, and the tasks that it is for.
 *
 * @param body as it was sent, without {@code all}: what is stored, and read again
 * @param search the tasks, oldest first; it asks for nothing that anybody is not shown, since
 *     others may read the filter, and which tasks it has found
 * @param force true to delete running tasks, and what hangs on the deleted ones
 */
public record OperationRequest(
    ObjectNode body, Action action, SearchRequest search, boolean force) {

  private static final List<String> ALWAYS = List.of("action", "filter", "history", "all");

  private static final String ACTIONS =
      Stream.of(Action.values()).map(Action::text).collect(Collectors.joining(", "));

  /**
   * Reads what a caller asks for.
   *
   * @param owner whose tasks the caller sees
   * @throws InvalidInput with every fault
   */
  public static OperationRequest read(JsonNode body, Owner owner) {
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(body, "", faults);
    Action action = action(fields);
    if (action == null) {
      throw new InvalidInput(faults.all());
    }
    Set<String> known = new LinkedHashSet<>(ALWAYS);
    known.addAll(action.arguments());
    fields.only(known);
    arguments(action, fields, faults);
    Boolean force = action == Action.DELETE ? fields.bool("force") : null;
    boolean all = Boolean.TRUE.equals(fields.bool("all"));
    ObjectNode kept = ((ObjectNode) body).deepCopy();
    kept.remove("all");
    SearchRequest search = search(kept, owner, faults);
    faults.refuse();
    if (!all && search.filter().conditions().findAny().isEmpty()) {
      throw new InvalidInput(
          "/filter", "has no condition; to act on every task, say so: \"all\": true");
    }
    return new OperationRequest(kept, action, search, Boolean.TRUE.equals(force));
  }

  /** Reads what was stored. */
  public static OperationRequest stored(JsonNode body, Owner owner) {
    return read(((ObjectNode) body.deepCopy()).put("all", true), owner);
  }

  private static Action action(JsonFields fields) {
    String text = fields.given("action") ? fields.node("action").asText() : "";
    return Action.of(text)
        .orElseGet(
            () -> {
              fields.fault("action", "required: one of " + ACTIONS);
              return null;
            });
  }

  private static SearchRequest search(ObjectNode body, Owner owner, Faults faults) {
    ObjectNode search = Json.MAPPER.createObjectNode().put("sort", "created_at");
    Stream.of("filter", "history")
        .filter(body::has)
        .forEach(name -> search.set(name, body.get(name)));
    try {
      return SearchRequest.read(search, owner, Sight.FILED);
    } catch (InvalidInput refused) {
      refused.faults().forEach(fault -> faults.add(fault.pointer(), fault.message()));
      return null;
    }
  }

  /** By the rules of an update of one task. */
  private static void arguments(Action action, JsonFields fields, Faults faults) {
    switch (action) {
      case PRIORITY, RUN_AT -> {
        if (!fields.has(action.text())) {
          fields.fault(action.text(), "required: the value that the tasks are to have");
        }
        check(action.text(), action.text(), fields, faults);
      }
      case TAGS -> {
        if (!fields.given("add_tags") && !fields.given("remove_tags")) {
          fields.fault("add_tags", "required, or remove_tags: a list of tags");
        }
        check("add_tags", "tags", fields, faults);
        check("remove_tags", "tags", fields, faults);
      }
      case RETRY, CANCEL, DELETE, HISTORIZE -> {}
    }
  }

  private static void check(String name, String member, JsonFields fields, Faults faults) {
    if (fields.has(name)) {
      Faults found = new Faults();
      ObjectNode change = Json.MAPPER.createObjectNode();
      change.set(member, fields.node(name));
      TaskInput.ofChange(change, new UUID(0, 0), found, Owner.ANYBODY);
      found
          .all()
          .forEach(
              fault ->
                  faults.add(
                      "/" + name + fault.pointer().substring(member.length() + 1),
                      fault.message()));
    }
  }
}
