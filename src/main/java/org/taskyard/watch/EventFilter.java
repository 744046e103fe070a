package org.taskyard.watch;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.taskyard.access.Owner;
import org.taskyard.json.JsonFields;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;

/**
 * Which events a caller wants: several values of a parameter are OR, several parameters AND. Empty
 * means any.
 */
public record EventFilter(
    Set<String> handlers,
    Set<String> statuses,
    Set<UUID> tasks,
    Set<String> users,
    Set<String> entities,
    Set<UUID> parents,
    Owner owner) {

  /** The parameter that stands in for the header Last-Event-ID, which browsers cannot set. */
  static final String LAST_EVENT_ID = "last_event_id";

  private static final int MOST_VALUES = 100;
  private static final int LONGEST_VALUE = 255;
  private static final List<String> KNOWN =
      List.of("handler", "status", "task_id", "user_id", "entity_id", "parent_id", LAST_EVENT_ID);
  private static final Set<String> STATUSES =
      Set.of("pending", "running", "completed", "failed", "cancelled", "deleted");

  /** Nobody's id: what is no UUID identifies nothing. */
  private static final UUID NOBODY = new UUID(0, 0);

  /**
   * Reads the query.
   *
   * @param owner whose tasks the caller sees
   * @throws org.taskyard.refusal.InvalidInput with every fault
   */
  static EventFilter read(MultivaluedMap<String, String> query, Owner owner) {
    Faults faults = new Faults();
    query.forEach(
        (name, values) -> {
          if (!KNOWN.contains(name)) {
            faults.add("", "unknown query parameter; known are " + String.join(", ", KNOWN));
          } else if (!name.equals(LAST_EVENT_ID) && !storable(values)) {
            faults.add(
                "", name + " takes at most " + MOST_VALUES + " values of 1 to 255 characters");
          }
        });
    EventFilter filter =
        new EventFilter(
            values(query, "handler"),
            values(query, "status"),
            ids(query, "task_id"),
            values(query, "user_id"),
            values(query, "entity_id"),
            ids(query, "parent_id"),
            owner);
    if (!STATUSES.containsAll(filter.statuses)) {
      faults.add("", "status is pending, running, completed, failed, cancelled or deleted");
    }
    faults.refuse();
    return filter;
  }

  /** Whether any task of the event could be wanted. */
  boolean takes(TaskEvent event) {
    return (owner.tenant() == null || owner.tenant().equals(event.tenant()))
        && (handlers.isEmpty() || handlers.contains(event.handler()))
        && (statuses.isEmpty() || statuses.contains(event.status()));
  }

  /** Whether more has to be known of a task than its id. */
  boolean asksWhose() {
    return owner.isOneUser() || !users.isEmpty() || !entities.isEmpty() || !parents.isEmpty();
  }

  /** Whether the task itself is wanted, as far as its id tells. */
  boolean takes(UUID task) {
    return tasks.isEmpty() || tasks.contains(task);
  }

  /** Whether it is wanted by what it belongs to; null if that is not known. */
  boolean takes(Belonging of) {
    return !asksWhose()
        || (of != null
            && owner.mayBeOf(of.user())
            && (users.isEmpty() || users.contains(of.user()))
            && (entities.isEmpty() || entities.contains(of.entity()))
            && (parents.isEmpty() || parents.contains(of.parent())));
  }

  /** Whose a task is, and what it is part of; null where nothing is. */
  public record Belonging(String user, String entity, UUID parent) {}

  private static boolean storable(List<String> values) {
    return values.size() <= MOST_VALUES
        && values.stream()
            .allMatch(
                value ->
                    !value.isEmpty()
                        && value.length() <= LONGEST_VALUE
                        && JsonText.unstorableText(value) == null);
  }

  private static Set<String> values(MultivaluedMap<String, String> query, String name) {
    return new LinkedHashSet<>(query.getOrDefault(name, new ArrayList<>()));
  }

  private static Set<UUID> ids(MultivaluedMap<String, String> query, String name) {
    return values(query, name).stream()
        .map(JsonFields::uuidOrNull)
        .map(id -> id == null ? NOBODY : id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
