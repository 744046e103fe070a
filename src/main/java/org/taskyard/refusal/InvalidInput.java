package org.taskyard.refusal;

import java.util.List;
import org.taskyard.refusal.Faults.Fault;

/** An input that can be read and breaks rules; holds every fault with its place. */
public final class InvalidInput extends ServiceException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public InvalidInput(List<Fault> faults) {
    super(
        Kind.INVALID,
        "invalid-input",
        "The input breaks a rule",
        faults.size() == 1
            ? faults.get(0).message()
            : "There are " + faults.size() + " faults, see errors.");
    this.faults = List.copyOf(faults);
    put("errors", this.faults);
  }

  /** One fault at one place. */
  public InvalidInput(String pointer, String message) {
    this(List.of(new Fault(pointer, message)));
  }

  public List<Fault> faults() {
    return faults;
  }

  /** All faults in one line, where there is no problem to list them in. */
  public String inOneLine() {
    return Faults.inOneLine(faults);
  }
}
