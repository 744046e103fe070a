package org.taskyard.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.access.Guarded.by;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.AskingServer;
import org.taskyard.support.Eventually;
import org.taskyard.support.TestIssuer;

/** Who asks for what it may not is in the audit, also where only the request itself shows that. */
class DeniedIT {

  private final Api api = AskingServer.api();
  private final String user = "clerk-" + UUID.randomUUID();
  private final String clerk =
      AskingServer.issuer()
          .token()
          .with("sub", user)
          .roles(TestIssuer.AUDIENCE, "operator", "key:admin")
          .compact();

  private JsonNode denied(String route) {
    Map<String, Object> by = Map.of("principal_id", user, "action", "access.deny");
    return Eventually.seen(
        "it is in the audit",
        () -> {
          Map<String, Object> search = Map.of("filter", by, "sort", "at");
          JsonNode rows = api.post("/v2/audit/index", search, by(AskingServer.ADMIN)).json();
          return StreamSupport.stream(rows.spliterator(), false)
              .filter(row -> row.get("target_id").textValue().equals(route))
              .findFirst()
              .orElse(null);
        },
        row -> row != null);
  }

  @Test
  void aSearchForWhatIsMaskedIsDenied() {
    String handler = "Masked-" + UUID.randomUUID();
    String settings = "/v2/handler/update/" + handler;
    String[] first = by(AskingServer.ADMIN, "If-None-Match", "*");
    assertThat(api.put(settings, Map.of("masked", List.of("request.iban")), first).status())
        .isEqualTo(201);
    Map<String, Object> asked = Map.of("handler", handler, "request", Map.of("iban", "DE12"));
    for (int i = 0; i < 3; i++) {
      assertProblem(api.post("/v2/task/index", Map.of("filter", asked), by(clerk)), 403);
    }
    JsonNode row = denied("POST /v2/task/index");
    assertThat(row.at("/after/reason").textValue()).isEqualTo("masked-path");
    assertThat(row.at("/after/count").intValue()).isBetween(1, 3);
    assertThat(row.get("principal_kind").textValue()).isEqualTo("token");
    assertThat(row.toString()).doesNotContain("DE12");
  }

  @Test
  void aKeyWithMoreRightsThanItsMakerHasIsDenied() {
    Map<String, Object> key = Map.of("name", "k", "roles", List.of("admin"));
    assertProblem(api.post("/v2/key/create", key, by(clerk)), 403);
    assertThat(denied("POST /v2/key/create").at("/after/reason").textValue())
        .isEqualTo("forbidden");
  }
}
