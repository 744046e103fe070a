package org.taskyard.access;

import org.taskyard.refusal.ServiceException;

/** Nobody is let in with these credentials. */
public final class Unauthenticated extends ServiceException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String explanation;

  /**
   * @param reason in a word, for metrics: {@code expired}
   * @param explanation a sentence for the log, with nothing secret; the caller does not get it
   */
  public Unauthenticated(String reason, String explanation) {
    super(
        Kind.UNAUTHENTICATED,
        "unauthenticated",
        "Authentication needed",
        "These credentials are not known, have expired, or were revoked.");
    this.reason = reason;
    this.explanation = explanation;
  }

  /** Nothing was shown at all. */
  static Unauthenticated nothingShown() {
    return new Unauthenticated("missing", "a request without credentials");
  }

  public String reason() {
    return reason;
  }

  public String explanation() {
    return explanation;
  }
}
