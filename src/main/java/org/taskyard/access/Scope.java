package org.taskyard.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a caller may do. Each is a word of its own; {@link #ADMIN} includes all others. */
public enum Scope {
  /** See tasks, files, schedules and handlers. */
  TASK_READ("task:read"),
  /** Create and change tasks and files, cancel and retry. */
  TASK_WRITE("task:write"),
  /** Delete and historize tasks, delete files. */
  TASK_DELETE("task:delete"),
  /** Delete a running task, or one with all that hangs on it. */
  TASK_OPERATE("task:operate"),
  /** Do all this with the tasks of every user, not only with one's own. */
  ALL_USERS("task:all-users"),
  /** See what handlers mask. */
  UNMASKED("task:unmasked"),
  /** Run tasks as a remote worker, of the handlers that the key names. */
  WORK("work"),
  /** Change the settings of handlers. */
  HANDLER_ADMIN("handler:admin"),
  /** Create, change, delete and trigger schedules. */
  SCHEDULE_ADMIN("schedule:admin"),
  /** Create, change and revoke keys, with no more rights than one has. */
  KEY_ADMIN("key:admin"),
  /** Read who changed what. */
  AUDIT_READ("audit:read"),
  /** Read {@code /metrics}. */
  METRICS("metrics"),
  /** Everything. */
  ADMIN("admin");

  private static final Map<String, Scope> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toMap(Scope::text, scope -> scope));

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** The word for it in keys, tokens and settings. */
  public String text() {
    return text;
  }

  /** The words for all of them, in their order. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Scope::text).toList();
  }

  /** The scope of that word, if there is one. */
  public static Optional<Scope> of(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }
}
