package org.taskyard.secrecy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.taskyard.json.Json;

/**
 * Places in what a task holds: {@code request.iban}, {@code request.items[*].card}, {@code
 * response["credit card"]}, {@code error.message}, {@code log}.
 *
 * <p>A path rather names too much than too little, for something may have another form than
 * expected: a name is also that of each object in an array, at whatever depth, and {@code [*]} is
 * also what is there in place of an array.
 *
 * @param root the field of the task
 * @param steps from there, from the outside in; none for the field as a whole
 */
public record JsonPath(String root, List<Step> steps) {

  /** A step into a value. */
  sealed interface Step {

    /** Whether this step goes wherever another one goes. */
    boolean covers(Step other);
  }

  /** To the member of that name. */
  record Name(String name) implements Step {
    @Override
    public boolean covers(Step other) {
      return equals(other);
    }
  }

  /** To every member: {@code .*}. */
  record Members() implements Step {
    @Override
    public boolean covers(Step other) {
      return !(other instanceof Elements);
    }
  }

  /** To every element: {@code [*]}. */
  record Elements() implements Step {
    @Override
    public boolean covers(Step other) {
      return other instanceof Elements;
    }
  }

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** True if this one names all that the other one names. Not always noticed. */
  public boolean covers(JsonPath other) {
    if (!root.equals(other.root) || steps.size() > other.steps.size()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).covers(other.steps.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Puts something else at each of the places; what is sealed is not looked into.
   *
   * @param value of the field; is changed
   * @return the value as it is then
   */
  JsonNode replace(JsonNode value, UnaryOperator<JsonNode> change) {
    return replace(value, 0, change);
  }

  private JsonNode replace(JsonNode value, int step, UnaryOperator<JsonNode> change) {
    if (step == steps.size()) {
      return change.apply(value);
    }
    if (value instanceof ArrayNode array) {
      int next = steps.get(step) instanceof Elements ? step + 1 : step;
      for (int i = 0; i < array.size(); i++) {
        array.set(i, replace(array.get(i), next, change));
      }
    } else if (steps.get(step) instanceof Elements) {
      return replace(value, step + 1, change);
    } else if (value instanceof ObjectNode object && !Sealed.is(object)) {
      for (String name : names(object, steps.get(step))) {
        object.set(name, replace(object.get(name), step + 1, change));
      }
    }
    return value;
  }

  private static List<String> names(ObjectNode object, Step step) {
    if (step instanceof Name one) {
      return object.has(one.name()) ? List.of(one.name()) : List.of();
    }
    List<String> all = new ArrayList<>();
    object.fieldNames().forEachRemaining(all::add);
    return all;
  }

  /**
   * Whether a condition that the field contains this depends on what is at one of the places.
   *
   * @param part as a filter has it
   */
  boolean isAskedBy(JsonNode part) {
    return isAskedBy(part, 0);
  }

  private boolean isAskedBy(JsonNode part, int step) {
    if (step == steps.size()) {
      return true;
    }
    if (part.isArray()) {
      int next = steps.get(step) instanceof Elements ? step + 1 : step;
      for (JsonNode element : part) {
        if (isAskedBy(element, next)) {
          return true;
        }
      }
      return false;
    }
    if (steps.get(step) instanceof Elements) {
      return isAskedBy(part, step + 1);
    }
    return part instanceof ObjectNode object
        && names(object, steps.get(step)).stream()
            .anyMatch(name -> isAskedBy(object.get(name), step + 1));
  }

  /** As it is written; {@link PathReader} reads it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(root);
    for (Step step : steps) {
      if (step instanceof Name one) {
        boolean plain = PLAIN.matcher(one.name()).matches();
        text.append(plain ? "." + one.name() : "[" + Json.quoted(one.name()) + "]");
      } else {
        text.append(step instanceof Members ? ".*" : "[*]");
      }
    }
    return text.toString();
  }
}
