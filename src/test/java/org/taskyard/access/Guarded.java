package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.ScratchData;
import org.taskyard.support.TaskyardProcess;
import org.taskyard.support.TestIssuer;

/** A server that asks for keys and tokens, the issuer of its tokens, and callers of all kinds. */
public final class Guarded {

  /** Its admin. */
  public static final String ADMIN = "tyk_00000000000000ad_" + "0123456789abcdef".repeat(4);

  private static Guarded shared;
  private static Guarded tenants;

  final TestIssuer issuer = new TestIssuer();
  private final TaskyardProcess server;
  private final Api api;

  private Guarded(Map<String, String> settings) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    TaskyardProcess.Launch launch =
        TaskyardProcess.on(scratch())
            .with("TASKYARD_AUTH", "keys,jwt")
            .with("TASKYARD_ADMIN_KEY", ADMIN)
            .with("TASKYARD_JWT_ISSUER", issuer.url())
            .with("TASKYARD_JWT_AUDIENCE", TestIssuer.AUDIENCE);
    settings.forEach(launch::with);
    server = launch.start();
    api = server.api();
  }

  /** The one of all tests in this JVM; each makes its own users. */
  public static synchronized Guarded shared() {
    if (shared == null) {
      shared = new Guarded(Map.of());
    }
    return shared;
  }

  /** The one that is shared by tenants. */
  static synchronized Guarded ofTenants() {
    if (tenants == null) {
      tenants =
          new Guarded(
              Map.of(
                  "TASKYARD_TENANTS",
                  "claim:org.id",
                  "TASKYARD_QUOTA_TENANT",
                  "waiting=20 bytes=1MB"));
    }
    return tenants;
  }

  /** A good token of a user of a tenant. */
  String tokenOf(String tenant, String user, String... roles) {
    return issuer
        .token()
        .with("sub", user)
        .with("org", Map.of("id", tenant))
        .roles(TestIssuer.AUDIENCE, roles)
        .compact();
  }

  /** All that it has logged. */
  String said() {
    return server.said();
  }

  public Api api() {
    return api;
  }

  /** A good token of a user. */
  public String token(String user, String... roles) {
    return issuer.token().with("sub", user).roles(TestIssuer.AUDIENCE, roles).compact();
  }

  /** A new key, as its text. */
  String key(Map<String, Object> said) {
    return made(said).get("key").textValue();
  }

  JsonNode made(Map<String, Object> said) {
    return created(ADMIN, "/v2/key/create", said);
  }

  /** What that caller has made at a path, which must be new. */
  JsonNode created(String by, String path, Object body) {
    return asNew(api.post(path, body, by(by)));
  }

  /** A new task of that caller, as its id; nobody runs it. */
  String task(String by) {
    return created(by, "/v2/task/create", Map.of("handler", "Nobody")).get("task_id").textValue();
  }

  /** A new schedule of that caller, as its id; its tasks nobody runs. */
  String schedule(String by, String name) {
    Map<String, Object> body = Map.of("name", name, "cron", "0 3 * * *", "handler", "Nobody");
    return created(by, "/v2/schedule/create", body).get("schedule_id").textValue();
  }

  /** A new file of that caller, as its id. */
  String file(String by) {
    String[] headers = by(by, "Content-Type", "text/plain");
    return asNew(api.send("POST", "/v2/file/create", "content", headers))
        .get("file_id")
        .textValue();
  }

  private static JsonNode asNew(Answer made) {
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json();
  }

  /** The headers of whoever has that key or token, with others. */
  public static String[] by(String bearer, String... others) {
    List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer " + bearer));
    headers.addAll(List.of(others));
    return headers.toArray(String[]::new);
  }

  private static Path scratch() {
    try {
      return ScratchData.create(Path.of("target/guarded-data").toAbsolutePath());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void close() {
    server.close();
    issuer.close();
  }
}
