package org.taskyard.access;

import java.util.regex.Pattern;

/** What the name of a handler looks like, in tasks, in keys and in the settings. */
public final class HandlerName {

  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

  private HandlerName() {}

  /** Whether a handler could have that name. */
  public static boolean fits(String text) {
    return FORM.matcher(text).matches();
  }
}
