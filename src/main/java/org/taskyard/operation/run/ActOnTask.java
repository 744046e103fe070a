package org.taskyard.operation.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.operation.order.OperationRequest;
import org.taskyard.refusal.Faults;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.ChangeTask;
import org.taskyard.task.DeleteTask;
import org.taskyard.task.TaskInput;
import org.taskyard.task.ViewTask;

/** Does with one task what the operation is about, by the use case of a single call. */
@Stateless
public class ActOnTask {

  @EJB private ViewTask viewTask;
  @EJB private ChangeTask changeTask;
  @EJB private DeleteTask deleteTask;

  /**
   * Does it, within the transaction of the caller.
   *
   * @throws org.taskyard.refusal.ServiceException if a single call would be refused
   */
  public void act(OperationRequest request, UUID task) {
    Owner owner = request.search().owner();
    switch (request.action()) {
      case RETRY -> changeTask.retry(task, owner);
      case CANCEL -> changeTask.cancel(task, owner);
      case DELETE -> deleteTask.delete(task, request.force(), owner);
      case HISTORIZE -> deleteTask.historize(task, owner);
      case PRIORITY, RUN_AT -> set(request.action().text(), request.body(), task, owner);
      case TAGS -> tag(request.body(), task, owner);
    }
  }

  private void set(String member, JsonNode body, UUID task, Owner owner) {
    ObjectNode change = Json.MAPPER.createObjectNode();
    change.set(member, body.get(member));
    change(change, task, owner);
  }

  private void tag(JsonNode body, UUID task, Owner owner) {
    Set<String> before = texts(Json.stored(viewTask.view(task, owner).tags()));
    Set<String> after = new LinkedHashSet<>(before);
    after.removeAll(texts(body.path("remove_tags")));
    after.addAll(texts(body.path("add_tags")));
    if (!after.equals(before)) {
      ObjectNode change = Json.MAPPER.createObjectNode();
      ArrayNode tags = change.putArray("tags");
      after.forEach(tags::add);
      change(change, task, owner);
    }
  }

  private void change(ObjectNode body, UUID task, Owner owner) {
    Faults faults = new Faults();
    TaskInput change = TaskInput.ofChange(body, task, faults, owner);
    faults.refuse();
    changeTask.change(task, change, IfMatch.of(null), Sight.MASKED);
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
