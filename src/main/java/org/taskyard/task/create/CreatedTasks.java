package org.taskyard.task.create;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Change;
import org.taskyard.access.audit.Members;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.json.Rfc3339;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskView;

/** What is recorded of creates: a task by what was sent of it, many by their number. */
record CreatedTasks(Secrecy secrecy) {

  private static final String ACTION = "task.create";

  /**
   * What the statement that creates can record itself: tasks with an id of ours, which is never in
   * use; null for the others.
   */
  List<Change> withTheirInsert(List<UUID> ids, List<TaskInput> inputs, List<Author> authors) {
    List<Change> changes = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      TaskInput input = inputs.get(i);
      changes.add(input.taskId() == null ? one(authors.get(i), ids.get(i), input) : null);
    }
    return changes;
  }

  /** The others, once it is known which of them were created. */
  List<Change> afterwards(Set<UUID> created, List<TaskInput> inputs, List<Author> authors) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      UUID chosen = inputs.get(i).taskId();
      if (chosen != null && created.contains(chosen)) {
        changes.add(one(authors.get(i), chosen, inputs.get(i)));
      }
    }
    return changes;
  }

  /** The tasks of a batch: one change for all that an author has created with it. */
  List<Change> of(SubmitTasks.Batch batch, List<TaskInput> inputs, List<Author> authors) {
    Map<Author, List<Integer>> created = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (batch.created(batch.ids().get(i))) {
        created.computeIfAbsent(authors.get(i), author -> new ArrayList<>()).add(i);
      }
    }
    List<Change> changes = new ArrayList<>();
    created.forEach(
        (author, places) -> {
          List<UUID> ids = places.stream().map(batch.ids()::get).toList();
          changes.add(
              ids.size() == 1
                  ? one(author, ids.get(0), inputs.get(places.get(0)))
                  : new Change(author, ACTION, null, null, Change.several(ids)));
        });
    return changes;
  }

  private Change one(Author author, UUID id, TaskInput input) {
    return new Change(author, ACTION, id.toString(), null, said(input));
  }

  private ObjectNode said(TaskInput input) {
    ObjectNode said = Json.MAPPER.createObjectNode().put("handler", input.handler());
    put(said, "status", input.status() == null ? null : input.status().text());
    put(said, "user_id", input.about().userId());
    put(said, "entity_id", input.about().entityId());
    put(said, "parent_id", input.about().parentId());
    put(said, "run_at", input.plan().runAt() == null ? null : Rfc3339.text(input.plan().runAt()));
    if (input.plan().priority() != null) {
      said.put("priority", input.plan().priority());
    }
    if (input.plan().maxAttempts() != null) {
      said.put("max_attempts", input.plan().maxAttempts());
    }
    if (input.about().tags() != null) {
      said.putRawValue("tags", new RawValue(input.about().tags()));
    }
    Set<String> hidden = secrecy.hidden(input.handler());
    digest(said, "request", input.payload().request(), hidden);
    digest(said, "response", input.payload().response(), hidden);
    return said;
  }

  private static void put(ObjectNode said, String name, Object value) {
    if (value != null) {
      said.put(name, value.toString());
    }
  }

  private static void digest(ObjectNode said, String name, JsonText value, Set<String> hidden) {
    if (value != null) {
      String json = TaskView.asSent(value.json(), value.text());
      said.set(name, hidden.contains(name) ? Members.secret() : Members.digest(json));
    }
  }
}
