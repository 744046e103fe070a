package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The comparison that all API tests rely on sees what it should see. */
class ContractTest {

  private static final String SEEN = "/v2/task/view/01a20aee-9141-778d-840d-aed72c9629a7";
  private static final Map<String, List<String>> JSON =
      Map.of("content-type", List.of("application/json"), "etag", List.of("\"1\""));
  private static final Map<String, List<String>> PROBLEM =
      Map.of("content-type", List.of("application/problem+json"));
  private static final String TASK =
      """
      {"task_id": "01a20aee-9141-778d-840d-aed72c9629a7", "handler": "A", "user_id": null, "entity_id": null,
       "status": "pending", "request": null, "response": null, "created_at": "2026-11-24T00:22:17.207853Z",
       "updated_at": "2026-11-24T00:22:17.207853Z", "run_at": null, "priority": 5, "attempt": 0, "max_attempts": 5,
       "started_at": null, "finished_at": null, "historized_at": null, "error": null, "progress": null,
       "progress_message": null, "parent_id": null, "tags": []}
      """;
  private static final String REFUSAL =
      """
      {"type": "/docs/problems/x", "title": "X", "status": 422, "detail": "x", "instance": "/x", "errors": []}
      """;

  @Test
  void anAnswerAsDescribedPasses() {
    assertThatCode(() -> view(200, JSON, TASK)).doesNotThrowAnyException();
  }

  @Test
  void anAnswerWithAMemberTooMuchIsSeen() {
    refused(() -> view(200, JSON, TASK.replace("\"tags\"", "\"new\": 1, \"tags\"")));
  }

  @Test
  void anAnswerWithAMemberTooFewIsSeen() {
    refused(() -> view(200, JSON, TASK.replace("\"progress\": null,", "")));
  }

  @Test
  void aMissingHeaderIsSeen() {
    refused(() -> view(200, Map.of("content-type", List.of("application/json")), TASK));
  }

  @Test
  void aStatusThatIsNotDescribedIsSeen() {
    refused(() -> view(418, PROBLEM, REFUSAL.replace("422", "418")));
  }

  @Test
  void anErrorThatIsNoProblemIsSeen() {
    refused(() -> view(404, JSON, TASK));
  }

  @Test
  void aRequestThatTheDocumentDoesNotKnowMustNotBeAccepted() {
    refused(() -> create("{\"handler\": \"A\", \"colour\": \"red\"}", 201, TASK));
    refused(() -> create("{}", 201, TASK));
  }

  @Test
  void aRequestThatWasRefusedMayBeAnything() {
    assertThatCode(() -> create("{\"colour\": \"red\"}", 422, REFUSAL)).doesNotThrowAnyException();
  }

  @Test
  void aPathThatTheDocumentDoesNotKnowMustBeRefused() {
    refused(() -> Contract.check(exchange("GET", "/v2/secret", null, 200, JSON, "{}")));
  }

  @Test
  void aQueryParameterThatTheDocumentDoesNotKnowMustNotBeAccepted() {
    refused(() -> Contract.check(exchange("GET", SEEN + "?colour=red", null, 200, JSON, TASK)));
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable check) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
  }

  private static void view(int status, Map<String, List<String>> headers, String answer) {
    Contract.check(exchange("GET", SEEN, null, status, headers, answer));
  }

  private static void create(String body, int status, String answer) {
    Map<String, List<String>> headers =
        status == 201
            ? Map.of(
                "content-type",
                JSON.get("content-type"),
                "etag",
                JSON.get("etag"),
                "location",
                List.of(SEEN))
            : PROBLEM;
    Contract.check(exchange("POST", "/v2/task/create", body, status, headers, answer));
  }

  private static Exchange exchange(
      String method,
      String path,
      String sent,
      int status,
      Map<String, List<String>> headers,
      String received) {
    return new Exchange(
        method,
        URI.create("http://127.0.0.1" + path),
        Map.of("content-type", List.of("application/json")),
        sent == null ? null : bytes(sent),
        status,
        headers,
        bytes(received));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
