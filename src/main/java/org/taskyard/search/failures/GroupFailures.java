package org.taskyard.search.failures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.listing.PageRequest;
import org.taskyard.listing.TimeBudget;
import org.taskyard.refusal.Faults;
import org.taskyard.search.failures.FailureGroups.Group;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.search.request.TaskFields;
import org.taskyard.search.request.TaskRow;
import org.taskyard.secrecy.SearchGuard;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.Task_;

/** Groups the newest failed tasks that match a filter. On the connections for searches. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GroupFailures {

  /** More failed tasks are not looked at. */
  static final int MOST = 10_000;

  private static final int MOST_GROUPS = 100;
  private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("filter", "history"));

  private static final String ADVICE =
      "Add a condition on handler, user_id, entity_id, tags or a range of created_at.";

  @Inject private EntityManager database;
  @Inject private SearchGuard guard;

  /** A group while it is counted. */
  private static final class Count {
    private final UUID newest;
    private int tasks;
    private Instant first;
    private Instant last;

    Count(UUID newest) {
      this.newest = newest;
    }

    void add(Instant finished) {
      tasks++;
      first = first == null || finished.isBefore(first) ? finished : first;
      last = last == null || finished.isAfter(last) ? finished : last;
    }
  }

  /**
   * The groups.
   *
   * @param body {@code filter} and {@code history} as a search takes them; may be null
   * @param owner whose tasks the caller sees
   * @param sight what it sees of them
   * @throws org.taskyard.refusal.InvalidInput with every fault
   * @throws org.taskyard.secrecy.SecrecyErrors.MaskedPath if failures of handlers that the filter
   *     lets through are masked for the caller
   * @throws org.taskyard.secrecy.SecrecyErrors.EncryptedPath if they are stored encrypted
   * @throws org.taskyard.listing.SearchTooBroad if the database would need too long
   */
  public FailureGroups group(JsonNode body, Owner owner, Sight sight) {
    Faults faults = new Faults();
    JsonFields fields = PageRequest.body(body, KNOWN, faults);
    faults.refuse();
    SearchRequest search = SearchRequest.read(body, owner, sight);
    guard.check(search.page(), TaskFields.ERROR_GROUP.name(), sight);
    List<Tuple> rows = newest(search);
    boolean all = rows.size() <= MOST;
    List<Tuple> seen = all ? rows : rows.subList(0, MOST);
    Map<String, Count> counts = new LinkedHashMap<>();
    for (Tuple row : seen) {
      counts
          .computeIfAbsent(row.get(0, String.class), group -> new Count(row.get(1, UUID.class)))
          .add(row.get(2, Instant.class));
    }
    List<Map.Entry<String, Count>> largest =
        counts.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getValue().tasks))
            .limit(MOST_GROUPS)
            .toList();
    List<Group> groups = groups(largest, fields.has("filter") ? fields.node("filter") : null);
    int listed = groups.stream().mapToInt(Group::count).sum();
    return new FailureGroups(seen.size(), all, seen.size() - listed, groups);
  }

  private List<Tuple> newest(SearchRequest search) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    TaskRow from = TaskRow.of(criteria, query);
    List<Predicate> found = new ArrayList<>(Arrays.asList(search.found(from)));
    found.add(TaskFields.STATUS.choice().test().among(from, Set.of("failed")));
    query
        .multiselect(
            TaskFields.ERROR_GROUP.column().apply(from),
            from.task().get(Task_.taskId),
            from.task().get(Task_.finishedAt))
        .where(found.toArray(Predicate[]::new))
        .orderBy(
            criteria.desc(from.task().get(Task_.createdAt)),
            criteria.desc(from.task().get(Task_.taskId)));
    return TimeBudget.page(
        database.createQuery(query).setMaxResults(MOST + 1), TimeBudget.PAGE_MS, ADVICE);
  }

  private List<Group> groups(List<Map.Entry<String, Count>> largest, JsonNode filter) {
    Map<UUID, Tuple> samples = new LinkedHashMap<>();
    if (!largest.isEmpty()) {
      samples(largest).forEach(row -> samples.put(row.get(0, UUID.class), row));
    }
    List<Group> groups = new ArrayList<>();
    for (Map.Entry<String, Count> entry : largest) {
      Tuple sample = samples.get(entry.getValue().newest);
      if (sample != null) { // deleted meanwhile
        groups.add(group(entry.getKey(), entry.getValue(), sample, filter));
      }
    }
    return groups;
  }

  private List<Tuple> samples(List<Map.Entry<String, Count>> groups) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    TaskRow from = TaskRow.of(criteria, query);
    query
        .multiselect(
            from.task().get(Task_.taskId),
            from.task().get(Task_.handler),
            criteria.function("error_type", String.class, from.task().get(Task_.error)),
            criteria.function("error_message", String.class, from.task().get(Task_.error)))
        .where(
            from.task()
                .get(Task_.taskId)
                .in(groups.stream().map(entry -> entry.getValue().newest).toList()));
    return database.createQuery(query).getResultList();
  }

  private static Group group(String key, Count count, Tuple sample, JsonNode filter) {
    String handler = sample.get(1, String.class);
    String type = sample.get(2, String.class);
    ObjectNode own = Json.MAPPER.createObjectNode().put("status", "failed").put("handler", handler);
    if (type != null) {
      own.putObject("error").put("type", type); // cheaper than the group
    }
    own.put("error_group", key);
    return new Group(
        key,
        handler,
        type,
        sample.get(3, String.class),
        count.tasks,
        count.first,
        count.last,
        count.newest,
        both(filter, own));
  }

  /** The group's filter among the tasks that were asked for. */
  private static JsonNode both(JsonNode asked, ObjectNode own) {
    if (asked == null || asked.isEmpty()) {
      return own;
    }
    ObjectNode both = Json.MAPPER.createObjectNode();
    both.putArray("and").add(asked).add(own);
    return both;
  }
}
