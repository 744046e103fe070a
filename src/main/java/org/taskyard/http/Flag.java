package org.taskyard.http;

import org.taskyard.refusal.InvalidInput;

/** A query parameter that is set or not. */
public final class Flag {

  private Flag() {}

  /**
   * Whether it is set: absent is not, and {@code ?force} alone is.
   *
   * @throws InvalidInput if the value is neither true nor false
   */
  public static boolean of(String name, String value) {
    if (value == null || value.equals("false") || value.equals("0")) {
      return false;
    }
    if (value.equals("true") || value.equals("1") || value.isEmpty()) {
      return true;
    }
    throw new InvalidInput("", "the query parameter " + name + " is true or false");
  }
}
