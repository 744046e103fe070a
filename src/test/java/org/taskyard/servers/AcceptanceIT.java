package org.taskyard.servers;

import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;

/** What {@link ServersIT} asks of each server, of the one that all tests use. */
@OnServer
class AcceptanceIT {

  private final Api api;

  AcceptanceIT(Api api) {
    this.api = api;
  }

  @Test
  void theServerOfTheOtherTestsPassesTheAcceptancePart() {
    new Acceptance(api).passes();
  }
}
