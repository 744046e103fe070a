package org.taskyard.handlers.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.Faults.Fault;
import org.taskyard.refusal.InvalidInput;

/** Says in one line what was wrong. */
public final class Reasons {

  private static final int MAX_LENGTH = 500;

  private Reasons() {}

  static String of(List<Fault> faults) {
    return cut(Faults.inOneLine(faults));
  }

  /** The faults that the refusal holds. */
  public static String of(InvalidInput refusal) {
    return of(refusal.faults());
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
}
