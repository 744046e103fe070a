package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestIssuer;

/** A server that asks for keys and tokens, the issuer of its tokens, and callers of all kinds. */
final class Guarded implements AutoCloseable {

  /** Its admin. */
  static final String ADMIN = "tyk_00000000000000ad_" + "0123456789abcdef".repeat(4);

  final TestIssuer issuer = new TestIssuer();
  private final TaskyardProcess server;
  private final Api api;

  Guarded(Path data) {
    server =
        TaskyardProcess.on(data)
            .with("TASKYARD_AUTH", "keys,jwt")
            .with("TASKYARD_ADMIN_KEY", ADMIN)
            .with("TASKYARD_JWT_ISSUER", issuer.url())
            .with("TASKYARD_JWT_AUDIENCE", TestIssuer.AUDIENCE)
            .start();
    api = server.api();
  }

  Api api() {
    return api;
  }

  /** A good token of a user. */
  String token(String user, String... roles) {
    return issuer.token().with("sub", user).roles(TestIssuer.AUDIENCE, roles).compact();
  }

  /** A new key, as its text. */
  String key(Map<String, Object> said) {
    return made(said).get("key").textValue();
  }

  JsonNode made(Map<String, Object> said) {
    Answer made = api.post("/v2/key/create", said, by(ADMIN));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json();
  }

  /** The headers of whoever has that key or token, with others. */
  static String[] by(String bearer, String... others) {
    List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer " + bearer));
    headers.addAll(List.of(others));
    return headers.toArray(String[]::new);
  }

  @Override
  public void close() {
    server.close();
    issuer.close();
  }
}
