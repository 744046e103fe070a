package org.taskyard.access.quota;

import org.taskyard.refusal.ServiceException;

/**
 * A tenant or user has, or does, as much as it may; nothing was done. The headers are those of
 * draft-ietf-httpapi-ratelimit-headers.
 */
public final class QuotaExceeded extends ServiceException {

  private static final long serialVersionUID = 1L;

  /** Seconds after which more may fit; who knows when a task ends? */
  private static final long SOME_TIME = 10;

  private final long retryAfter;

  private QuotaExceeded(String detail, String name, String policy, String limit, long retryAfter) {
    super(Kind.TOO_MANY, "quota-exceeded", "The quota is used up", detail);
    this.retryAfter = retryAfter;
    put("quota", name);
    header("Retry-After", Long.toString(retryAfter));
    header("RateLimit-Policy", "\"" + name + "\"" + policy);
    header("RateLimit", "\"" + name + "\"" + limit);
  }

  static QuotaExceeded creates(String whose, long rate, long seconds) {
    return new QuotaExceeded(
        whose + " may create " + rate + " tasks per second; nothing was created. Send less often.",
        "creates",
        ";q=" + rate + ";w=1",
        ";r=0;t=" + seconds,
        seconds);
  }

  static QuotaExceeded waiting(String whose, long most, long left) {
    return new QuotaExceeded(
        whose
            + " may have "
            + most
            + " tasks that wait or run; nothing was created. Wait until some have ended.",
        "waiting",
        ";q=" + most,
        ";r=" + Math.max(0, left),
        SOME_TIME);
  }

  static QuotaExceeded bytes(String whose, long most, long left) {
    return new QuotaExceeded(
        whose
            + " may store "
            + most
            + " bytes of requests and files; nothing was created. Delete what is no longer needed.",
        "bytes",
        ";q=" + most + ";qu=\"content-bytes\"",
        ";r=" + Math.max(0, left),
        SOME_TIME);
  }

  /** Seconds after which it may be tried again. */
  public long retryAfter() {
    return retryAfter;
  }
}
