package org.taskyard.search.request;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.taskyard.access.Owner;
import org.taskyard.json.JsonFields;
import org.taskyard.listing.PageRequest;
import org.taskyard.listing.filter.Filter;
import org.taskyard.listing.filter.Predicates;
import org.taskyard.refusal.Faults;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TaskView;
import org.taskyard.task.Task_;

/**
 * A search as asked for, checked.
 *
 * @param history true to include historized tasks
 * @param omitted members that the caller does not want to be read and sent
 * @param owner whose tasks are found
 * @param sight what is shown of them
 */
public record SearchRequest(
    PageRequest<TaskRow> page, boolean history, Set<String> omitted, Owner owner, Sight sight) {

  private static final String NEWEST_FIRST = "-created_at";

  /** What may be left out of tasks, for it may be large. */
  private static final List<String> OMITTABLE = List.of("request", "response", "error");

  private static final Set<String> KNOWN = new LinkedHashSet<>(PageRequest.KNOWN);

  static {
    KNOWN.addAll(List.of("history", "omit"));
  }

  /**
   * Reads the body of a search; null and missing mean everything live, newest first.
   *
   * @param owner whose tasks the caller sees
   * @param sight what it sees of them
   * @throws org.taskyard.refusal.InvalidInput with every fault
   */
  public static SearchRequest read(JsonNode body, Owner owner, Sight sight) {
    Faults faults = new Faults();
    JsonFields members = PageRequest.body(body, KNOWN, faults);
    boolean history = Boolean.TRUE.equals(members.bool("history"));
    PageRequest<TaskRow> page =
        PageRequest.read(
            members, TaskFields.ALL, NEWEST_FIRST, history ? "with history" : "live", faults);
    Set<String> omitted = omitted(members);
    faults.refuse();
    return new SearchRequest(page, history, omitted, owner, sight);
  }

  private static Set<String> omitted(JsonFields members) {
    Set<String> omitted = new HashSet<>();
    if (members.given("omit")) {
      JsonNode names = members.node("omit");
      names.forEach(name -> omitted.add(name.asText()));
      if (!names.isArray() || !OMITTABLE.containsAll(omitted)) {
        members.fault("omit", "a list of some of " + String.join(", ", OMITTABLE) + " is expected");
      }
    }
    return omitted;
  }

  /** What the tasks must be like. */
  public Filter<TaskRow> filter() {
    return page.filter();
  }

  /** The tasks of all pages. */
  public Predicate[] found(TaskRow from) {
    return shown(from, predicates(from).of(page.filter()));
  }

  /** The tasks of the page and of all after it. */
  public Predicate[] foundFromPage(TaskRow from) {
    return shown(from, page.from(from.criteria(), predicates(from)));
  }

  /** Their order. */
  public List<Order> order(TaskRow from) {
    return page.order(from.criteria(), predicates(from));
  }

  /** The cursor of the page behind a task. */
  public String cursor(TaskView last) {
    return page.cursor(page.sort().stream().map(key -> TaskFields.of(last, key.field())).toList());
  }

  private Predicate[] shown(TaskRow from, Predicate found) {
    List<Predicate> all = new ArrayList<>(List.of(found));
    if (owner.isLimited()) {
      all.add(
          0,
          owner.owns(
              from.criteria(), from.task().get(Task_.tenant), from.task().get(Task_.userId)));
    }
    if (!history) {
      all.add(0, from.criteria().isNull(from.task().get(Task_.historyMonth)));
    }
    return all.toArray(Predicate[]::new);
  }

  private static Predicates<TaskRow> predicates(TaskRow from) {
    return new Predicates<>(from.criteria(), from);
  }
}
