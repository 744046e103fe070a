package org.taskyard.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.taskyard.operation.order.OperationRequest;

/** What an operation does, in words, for whoever is to decide. */
final class Effects {

  private static final String FAMILY =
      "A task with subtasks or files is refused; with force they are deleted with it.";

  private Effects() {}

  static List<String> of(OperationRequest request, int matched, boolean atLeast) {
    List<String> effects = new ArrayList<>();
    String many =
        (atLeast ? "At least " : "Tasks: ") + String.format(Locale.ROOT, "%,d", matched) + ". ";
    JsonNode body = request.body();
    switch (request.action()) {
      case RETRY ->
          effects.add(
              many
                  + "They run again with all attempts; response, error, run_at and progress are cleared.");
      case CANCEL ->
          effects.add(many + "Waiting ones are cancelled at once; running ones are asked to stop.");
      case DELETE -> {
        effects.add(many + "They are deleted with their attempts. This cannot be undone.");
        effects.add(
            request.force()
                ? "Subtasks and files are deleted with them; running ones are stopped."
                : FAMILY);
      }
      case HISTORIZE -> {
        effects.add(many + "They are moved to history. This cannot be undone.");
        effects.add("Those that wait will not run.");
      }
      case PRIORITY -> effects.add(many + "Their priority becomes " + body.get("priority") + ".");
      case RUN_AT ->
          effects.add(
              many
                  + (body.get("run_at").isNull()
                      ? "They may start at once."
                      : "They do not start before " + body.get("run_at").asText() + "."));
      case TAGS -> effects.add(many + tags(body));
    }
    effects.add("What is changed, started or ended before its turn comes is skipped and counted.");
    return effects;
  }

  private static String tags(JsonNode body) {
    List<String> parts = new ArrayList<>();
    if (body.hasNonNull("add_tags")) {
      parts.add("They get the tags " + body.get("add_tags") + ".");
    }
    if (body.hasNonNull("remove_tags")) {
      parts.add("They lose the tags " + body.get("remove_tags") + ".");
    }
    return String.join(" ", parts);
  }
}
