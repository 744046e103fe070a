package org.taskyard.support;

import org.taskyard.access.Principal;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Authors;

/** Threads of tests serve a request of their own, unless somebody else is named. */
public final class TestAuthors extends Authors {

  /** Who sends it. */
  public static final Author SENDER = Author.of(Principal.NOBODY, "127.0.0.1", "a-test", null);

  @Override
  protected Author ofRequest() {
    return SENDER;
  }
}
