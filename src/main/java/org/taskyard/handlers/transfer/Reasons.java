package org.taskyard.handlers.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.stream.Collectors;
import org.taskyard.platform.Faults.Fault;
import org.taskyard.platform.InvalidInput;

/** Says in one line what was wrong. */
public final class Reasons {

  private static final int MAX_LENGTH = 500;

  private Reasons() {}

  static String of(List<Fault> faults) {
    return cut(faults.stream().map(Reasons::of).collect(Collectors.joining("; ")));
  }

  /** The faults that the refusal holds. */
  public static String of(InvalidInput refusal) {
    if (refusal.extensions().get("errors") instanceof List<?> errors) {
      return of(errors.stream().map(Fault.class::cast).toList());
    }
    return refusal.getMessage();
  }

  /** Where a text stops being JSON. */
  static String of(JsonProcessingException fault) {
    int column = fault.getLocation() == null ? 0 : fault.getLocation().getColumnNr();
    String why = String.valueOf(fault.getOriginalMessage()).lines().findFirst().orElse("");
    why = why.replaceFirst(" \\(start marker at .*", "");
    return cut("is not JSON, column " + column + ": " + why);
  }

  /** Short enough for a hundred of them in a response. */
  static String cut(String reason) {
    return reason.codePointCount(0, reason.length()) <= MAX_LENGTH
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
  }

  private static String of(Fault fault) {
    return fault.pointer().isEmpty() ? fault.message() : fault.pointer() + ": " + fault.message();
  }
}
