package org.taskyard.refusal;

import jakarta.ejb.ApplicationException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a caller did, or asked for, that cannot be done. Knows no HTTP: it picks a kind,
 * and {@code ProblemMapper} alone turns kinds into statuses. Rolls the transaction back and reaches
 * the caller unwrapped.
 */
@ApplicationException(rollback = true)
public class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What sort of refusal this is. */
  public enum Kind {
    /** The input cannot be read at all. */
    UNREADABLE,
    /** The input can be read and breaks a rule. */
    INVALID,
    /** It is not known who calls. */
    UNAUTHENTICATED,
    /** It is known who calls, and that it may not do this. */
    FORBIDDEN,
    NOT_FOUND,
    /** The state of things forbids it. */
    CONFLICT,
    /** The caller's precondition no longer holds. */
    STALE,
    TOO_LARGE,
    /** The caller asks for too much at the same time. */
    TOO_MANY,
    /** Not now: try again later. */
    BUSY
  }

  private final Kind kind;
  private final String slug;
  private final String title;
  private final transient Map<String, Object> extensions = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param kind what sort of refusal
   * @param slug name of the documentation page of this problem, such as {@code task-not-found}
   * @param title the problem's name, the same for each occurrence
   * @param detail a sentence about this occurrence that says what to do; never echoes the input
   */
  public ServiceException(Kind kind, String slug, String title, String detail) {
    super(detail);
    this.kind = kind;
    this.slug = slug;
    this.title = title;
  }

  /** Adds a member to the problem's body, or a header-like fact such as {@code location}. */
  protected final void put(String name, Object value) {
    extensions.put(name, value);
  }

  /** Says something for the program that called, beside the problem. */
  protected final void header(String name, String value) {
    headers.put(name, value);
  }

  public final Kind kind() {
    return kind;
  }

  public final String slug() {
    return slug;
  }

  public final String title() {
    return title;
  }

  public final Map<String, Object> extensions() {
    return extensions;
  }

  /** Facts for the program that called, by the names of their headers. */
  public final Map<String, String> headers() {
    return headers;
  }
}
