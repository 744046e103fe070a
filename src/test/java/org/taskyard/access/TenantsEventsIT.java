package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.taskyard.json.Json;

/** A stream of events reports what becomes of its tenant's tasks, and of no other's. */
@Timeout(90)
class TenantsEventsIT {

  private static Guarded server;

  private final String one = "one-" + UUID.randomUUID();
  private final String ann = server.tokenOf(one, "ann", "user");
  private final String boss = server.tokenOf(one, "boss", "operator");
  private final String otherAnn = server.tokenOf("two-" + UUID.randomUUID(), "ann", "user");

  @BeforeAll
  static void start() {
    server = Guarded.ofTenants();
  }

  /** A stream that has begun. */
  private static final class Listening implements AutoCloseable {
    private final Stream<String> body;
    private final Iterator<String> lines;
    private String id;

    Listening(String caller, String query) throws IOException, InterruptedException {
      URI uri = URI.create(server.api().base() + "/v2/task/events?" + query);
      HttpRequest request =
          HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + caller).build();
      HttpResponse<Stream<String>> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
      assertThat(answer.statusCode()).isEqualTo(200);
      body = answer.body();
      lines = body.iterator();
      while (!lines.next().isEmpty()) {
        // the first block says where it begins
      }
    }

    /** The task of the next event. */
    String task() throws JsonProcessingException {
      while (true) {
        String line = lines.next();
        id = line.startsWith("id: ") ? line.substring(4) : id;
        if (line.startsWith("data: ")) {
          JsonNode event = Json.read(line.substring(6));
          assertThat(event.get("status").textValue()).isEqualTo("pending");
          return event.get("task_id").textValue();
        }
      }
    }

    @Override
    public void close() {
      body.close();
    }
  }

  @Test
  void whoListensHearsOfItsTenantLiveAndOfWhatItHasMissed() throws Exception {
    for (String caller : new String[] {boss, ann}) {
      String last;
      try (Listening live = new Listening(caller, "")) {
        server.task(otherAnn);
        String mine = server.task(ann);
        assertThat(live.task()).isEqualTo(mine);
        last = live.id;
      }
      server.task(otherAnn);
      String missed = server.task(ann);
      try (Listening again = new Listening(caller, "last_event_id=" + last)) {
        assertThat(again.task()).isEqualTo(missed);
      }
    }
  }

  @Test
  void anotherTenantsTaskIsNotHeardOfByItsId() throws Exception {
    String foreign = server.task(otherAnn);
    String mine = server.task(ann);
    String cancel = "/v2/task/cancel/";
    String ofBoth = "status=cancelled&task_id=" + foreign + "&task_id=" + mine;
    try (Listening live = new Listening(boss, ofBoth)) {
      assertThat(server.api().post(cancel + foreign, null, Guarded.by(otherAnn)).status())
          .isEqualTo(200);
      assertThat(server.api().post(cancel + mine, null, Guarded.by(ann)).status()).isEqualTo(200);
      String line = "";
      while (!line.startsWith("data: ")) {
        line = live.lines.next();
      }
      assertThat(Json.read(line.substring(6)).get("task_id").textValue()).isEqualTo(mine);
    }
  }
}
