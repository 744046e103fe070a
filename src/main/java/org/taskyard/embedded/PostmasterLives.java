package org.taskyard.embedded;

import jakarta.enterprise.context.ApplicationScoped;
import org.taskyard.observe.Check;

/**
 * Not alive: the embedded PostgreSQL has ended and could not be started again for two minutes. Then
 * whoever looks after this process has to act.
 */
@ApplicationScoped
public class PostmasterLives implements Check {

  @Override
  public String name() {
    return "embedded-database";
  }

  @Override
  public Kind kind() {
    return Kind.LIVE;
  }

  @Override
  public boolean isUp() {
    return !EmbeddedDatabase.failsForLong();
  }
}
