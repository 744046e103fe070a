package org.taskyard.access.token;

/**
 * A token that is not accepted. The message is a sentence for the log that says what is wrong and
 * what to do; it never holds the token. A caller learns no more than that its token is invalid.
 */
public final class TokenRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why, for counting and for the status of the answer. */
  public enum Reason {
    TOO_LONG,
    /** It is no signed token at all. */
    MALFORMED,
    TYPE,
    ALGORITHM,
    CRITICAL_HEADER,
    ISSUER,
    UNKNOWN_KEY,
    SIGNATURE,
    NO_EXPIRY,
    EXPIRED,
    NOT_YET_VALID,
    NO_AUDIENCE,
    AUDIENCE,
    /** An ID token, or another that grants no access. */
    NO_ACCESS_TOKEN,
    /** Bound to a key that a bearer need not have. */
    BOUND,
    /** It names nobody, or nobody who could be recorded. */
    USER,
    /** It names no tenant, where there are some. */
    TENANT,
    NONCE,
    /** Nothing is known of the token: its issuer cannot be asked now. Try again later. */
    ISSUER_UNAVAILABLE
  }

  private final Reason reason;

  /** Without a stack: who floods us with bad tokens must not make us walk it each time. */
  TokenRefused(Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
