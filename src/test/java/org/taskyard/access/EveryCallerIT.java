package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.access.Route.Guard;
import org.taskyard.support.RawHttp;
import org.taskyard.support.TestIssuer;

/** Every route of the matrix, asked for by every kind of caller. */
class EveryCallerIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Set<Integer> NOBODY = Set.of(401, 429);

  private static Guarded server;

  @BeforeAll
  static void start() {
    server = Guarded.shared();
  }

  /** Those who are nobody, by what they show; null for nothing. */
  private static Map<String, String> strangers() {
    Map<String, String> shown = new LinkedHashMap<>();
    TestIssuer issuer = server.issuer;
    String revoked = server.key(Map.of("name", "revoked", "roles", List.of("admin")));
    String id = revoked.split("_")[1];
    server.api().put("/v2/key/update/" + id, Map.of("revoked", true), Guarded.by(Guarded.ADMIN));
    shown.put("nothing", null);
    shown.put("no bearer", "Basic YWRtaW46YWRtaW4=");
    shown.put("garbage", "Bearer garbage");
    shown.put("an empty bearer", "Bearer ");
    shown.put("a key that is none", "Bearer tyk_00000000000000ad_" + "0".repeat(64));
    shown.put("a revoked key", "Bearer " + revoked);
    shown.put("a bad signature", "Bearer " + issuer.token().forged("sub", "root"));
    shown.put("alg none", "Bearer " + issuer.token().unsigned());
    shown.put("HS256", "Bearer " + issuer.token().signedWithThePublicKeyAsSecret());
    shown.put("expired", bearer(issuer, "exp", Instant.now().minusSeconds(3_600)));
    shown.put("not valid yet", bearer(issuer, "nbf", Instant.now().plusSeconds(3_600)));
    shown.put("of another issuer", bearer(issuer, "iss", "https://elsewhere.example.com"));
    shown.put("for another audience", bearer(issuer, "aud", "account"));
    shown.put("for no audience", bearer(issuer, "aud", null));
    shown.put("an ID token", bearer(issuer, "typ", "ID"));
    shown.put("bound to a key", bearer(issuer, "cnf", Map.of("jkt", "x")));
    shown.put(
        "of a strange key",
        "Bearer " + issuer.token().signedWith(TestIssuer.strangeKey()).compact());
    return shown;
  }

  private static String bearer(TestIssuer issuer, String claim, Object value) {
    return "Bearer "
        + issuer.token().roles(TestIssuer.AUDIENCE, "admin").with(claim, value).compact();
  }

  @Test
  void nobodyWhoIsUnknownGetsAnywhereButToOpenPages() {
    List<String> faults = new ArrayList<>();
    strangers()
        .forEach(
            (kind, shown) -> {
              for (Route route : Matrix.ROUTES) {
                int status = status(route, shown);
                if (NOBODY.contains(status) == (route.guard() == Guard.OPEN)) {
                  faults.add(kind + ": " + line(route) + " -> " + status);
                }
              }
            });
    assertThat(faults).isEmpty();
  }

  @Test
  void everyRoleGetsWhereItsScopesLeadAndNowhereElse() {
    Roles roles = Roles.with(Map.of());
    List<String> faults = new ArrayList<>();
    for (String role : List.of("viewer", "user", "operator", "worker", "admin", "nothing")) {
      String token = server.token("user-of-" + role, role);
      Set<Scope> scopes = roles.scopes(List.of(role));
      for (Route route : Matrix.ROUTES) {
        boolean may =
            route.guard() != Guard.SCOPED || route.scopes().stream().anyMatch(scopes::contains);
        int status = status(route, "Bearer " + token);
        if (NOBODY.contains(status) || (status == 403) == may || status >= 500) {
          faults.add(role + ": " + line(route) + " -> " + status);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void whatTheMatrixDoesNotNameIsNotServedToAnybody() {
    for (String path :
        List.of(
            "/v2/task/%69ndex", "/v2/task/index/", "/v2/task//index", "/v2/nothing", "/v2/key")) {
      Route route = Route.of("POST", path, Guard.SCOPED, Set.of(), Route.Whose.NOBODYS);
      assertThat(status(route, "Bearer " + Guarded.ADMIN)).as(path).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/../v2/task/index",
        "/docs/..;/v2/task/index",
        "/docs/%2e%2e/v2/task/index",
        "/docs/api/..%2f..%2fv2/task/index",
        "/health/../v2/task/index",
        "/console/../v2/task/index",
        "/console/%2e%2e/v2/task/index",
        "/webjars/..;/v2/task/index",
        "/%76%32/task/index",
        "/v2;a=b/task/index",
        "//v2/task/index",
        "/./v2/task/index",
        "/v2/session/ways/../../task/index"
      })
  void noOtherWayToWriteAPathLeadsPastTheDoor(String path) throws IOException {
    String answer =
        RawHttp.send(
            server.api().base(),
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                .formatted(path));
    assertThat(answer).matches("(?s)HTTP/1.1 (301|400|401|404) .*").doesNotContain("task_id");
  }

  private static String line(Route route) {
    return route.method() + " " + route.path();
  }

  /** Sends what nobody would mind: an empty object, about what there is not. */
  private static int status(Route route, String authorization) {
    String path =
        route
            .path()
            .replaceAll("(\\[/\\{id}]|/\\{id})", "/" + UUID.randomUUID())
            .replace("{name}", "NoSuchHandler")
            .replace("/docs/**", "/docs/api/")
            .replace("/**", "/none.js");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.api().base() + path))
            .method(
                route.method(),
                Set.of("POST", "PUT").contains(route.method())
                    ? BodyPublishers.ofString("{}")
                    : BodyPublishers.noBody())
            .header("Content-Type", "application/json");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
      answer.body().close(); // streams of events do not end
      return answer.statusCode();
    } catch (IOException fault) {
      throw new AssertionError(line(route), fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
