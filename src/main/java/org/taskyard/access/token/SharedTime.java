package org.taskyard.access.token;

import java.time.Instant;

/**
 * The time by a clock that issuers share: the machine's. A token says by the issuer's clock how
 * long it holds, and a database that is away must not keep us from refusing one.
 */
final class SharedTime {

  private SharedTime() {}

  static Instant now() {
    return Instant.now();
  }
}
