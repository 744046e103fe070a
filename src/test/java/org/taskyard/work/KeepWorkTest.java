package org.taskyard.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.json.Json;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** What a heartbeat, as it was sent, does to the lease; {@code KeepLeaseTest} tells the rest. */
class KeepWorkTest {

  private static TestDatabase database;
  private static TestBeans beans;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    beans = new TestBeans(database);
    database.run("INSERT INTO handler (name, updated_at) VALUES ('A', service_clock())");
  }

  @Test
  void aHeartbeatThatNamesNoLengthRenewsAtOnceByTheLengthThatWasGranted() {
    Assignment held = claimed(120);
    for (Map<String, Object> said :
        List.<Map<String, Object>>of(
            Map.of(), Map.of("progress", 10), Map.of("checkpoint", List.of(1)))) {
      database.moveClock(Duration.ofSeconds(15));
      assertThat(beat(held, said)).isEqualTo(200);
      assertThat(left(held)).as(said.toString()).isEqualTo(120);
    }
  }

  @Test
  void aLengthThatIsNamedIsTheLeasesFromThenOn() {
    Assignment held = claimed(120);
    assertThat(beat(held, Map.of("lease_seconds", 50, "checkpoint", List.of(1)))).isEqualTo(200);
    assertThat(left(held)).isEqualTo(50);
    assertThat(beat(held, Map.of())).isEqualTo(200);
    assertThat(left(held)).isEqualTo(50);
  }

  private static Assignment claimed(int leaseSeconds) {
    database.run("DELETE FROM task");
    database.aTask().insert();
    Claim claim = new Claim(List.of("A"), 1, "w", leaseSeconds, 0, null);
    return beans.call(ClaimWork.class, work -> work.claim(claim)).get(0);
  }

  private static int beat(Assignment held, Map<String, Object> said) {
    Map<String, Object> body = new HashMap<>(said);
    body.put("task_id", held.taskId());
    body.put("lease_token", held.leaseToken());
    Report report = Report.read(Json.MAPPER.valueToTree(body), Report.Kind.HEARTBEAT);
    return beans.call(KeepWork.class, work -> work.keep(report.items())).get(0).status();
  }

  /** Whole seconds that the lease lasts from now. */
  private static int left(Assignment held) {
    return Integer.parseInt(
        database.one(
            "SELECT round(extract(epoch FROM expires_at - service_clock())) FROM queue WHERE task_id = ?",
            held.taskId()));
  }
}
