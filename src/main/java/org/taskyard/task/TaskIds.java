package org.taskyard.task;

/** Ids as one parameter of a native statement: {@code string_to_array(?, ',')::uuid[]}. */
public final class TaskIds {

  private TaskIds() {}

  /** The ids with commas between them. */
  public static String joined(Iterable<?> ids) {
    StringBuilder text = new StringBuilder();
    ids.forEach(id -> text.append(text.isEmpty() ? "" : ",").append(id));
    return text.toString();
  }
}
