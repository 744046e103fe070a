package org.taskyard.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Whether this node is well. */
@ApplicationScoped
public class Health {

  @Inject @Any private Instance<Check> checks;

  /**
   * What the checks say.
   *
   * @param isUp whether all are well
   * @param json in the format of MicroProfile Health
   */
  public record Report(boolean isUp, String json) {}

  private record Answer(String name, boolean isUp) {

    String json() {
      return "{\"name\":\"" + name + "\",\"status\":\"" + status(isUp) + "\",\"data\":{}}";
    }
  }

  /** Asks the checks of these kinds. */
  public Report report(Check.Kind... kinds) {
    List<Answer> answers =
        checks.stream()
            .filter(check -> List.of(kinds).contains(check.kind()))
            .map(check -> new Answer(check.name(), check.isUp()))
            .sorted(Comparator.comparing(Answer::name))
            .toList();
    boolean isUp = answers.stream().allMatch(Answer::isUp);
    String each = answers.stream().map(Answer::json).collect(Collectors.joining(","));
    return new Report(isUp, "{\"status\":\"" + status(isUp) + "\",\"checks\":[" + each + "]}");
  }

  private static String status(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
