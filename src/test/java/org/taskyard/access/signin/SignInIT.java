package org.taskyard.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.AskingServer;
import org.taskyard.support.Eventually;
import org.taskyard.support.TestIssuer;

/** A browser signs in by a key, and out. */
class SignInIT {

  private static final String COOKIE = "__Host-taskyard";

  private final Api api = AskingServer.api();
  private final Browser browser = new Browser(api);

  @Test
  void nobodyIsAskedHowOneCanSignIn() {
    assertThat(browser.get("/v2/session/ways").json().toString())
        .isEqualTo("{\"auth\":[\"keys\",\"jwt\"],\"keys\":true,\"oidc\":true,\"secure\":true}");
    assertProblem(browser.get("/v2/me"), 401);
  }

  @Test
  void aKeySignsInWithItsRights() {
    Answer signedIn = browser.post("/v2/session/create", Map.of("key", AskingServer.ADMIN));
    assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(201);
    assertThat(browser.cookies()).containsOnlyKeys(COOKIE);
    JsonNode me = browser.get("/v2/me").json();
    assertThat(me).isEqualTo(signedIn.json());
    assertThat(me.path("kind").asText()).isEqualTo("session");
    assertThat(me.path("id").asText()).isEqualTo("0123456789abcdef");
    assertThat(me.path("scopes").toString()).contains("\"admin\"", "\"task:read\"");
    assertThat(me.path("session").path("signed_in_by").asText()).isEqualTo("key");
    assertThat(browser.post("/v2/task/index", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void aKeyThatIsNoneSignsNobodyIn() {
    Answer refused =
        browser.post("/v2/session/create", Map.of("key", AskingServer.ADMIN.replace("5a", "5b")));
    assertProblem(refused, 401);
    assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(refused.header("Set-Cookie")).isNull();
    assertProblem(browser.post("/v2/session/create", Map.of("key", token())), 401);
    assertProblem(browser.post("/v2/session/create", "{}"), 422);
    assertProblem(
        browser.post("/v2/session/create", "{\"key\": \"x\"}", "Content-Type", "text/plain"), 415);
  }

  @Test
  void signingInAgainEndsTheSessionOfBefore() {
    browser.signIn(AskingServer.ADMIN);
    String before = browser.cookie();
    browser.signIn(AskingServer.ADMIN);
    assertThat(browser.cookie()).isNotEqualTo(before);
    Eventually.holds("the one of before has ended", () -> status(before) == 401);
    assertThat(browser.get("/v2/me").status()).isEqualTo(200);
  }

  @Test
  void signingOutEndsTheSessionAndClearsTheCookie() {
    browser.signIn(AskingServer.ADMIN);
    String before = browser.cookie();
    assertThat(status(before)).isEqualTo(200);
    Answer out = browser.delete("/v2/session/delete");
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("End-Session-Url")).as("a key has no issuer").isNull();
    assertThat(browser.cookies()).isEmpty();
    assertThat(status(before)).isEqualTo(401);
    assertThat(browser.delete("/v2/session/delete").status()).as("once more").isEqualTo(204);
  }

  @Test
  void theSessionOfARevokedKeyEnds() {
    JsonNode made =
        api.post(
                "/v2/key/create",
                Map.of("name", "to be revoked", "roles", new String[] {"viewer"}),
                "Authorization",
                "Bearer " + AskingServer.ADMIN)
            .json();
    browser.signIn(made.path("key").asText());
    String cookie = browser.cookie();
    assertThat(status(cookie)).isEqualTo(200);
    api.delete(
        "/v2/key/delete/" + made.path("key_id").asText(),
        "Authorization",
        "Bearer " + AskingServer.ADMIN);
    Eventually.holds("the session has ended", () -> status(cookie) == 401);
  }

  @Test
  void aPageOfAnotherSiteDoesNothingByTheCookie() {
    browser.signIn(AskingServer.ADMIN);
    assertProblem(browser.postFromElsewhere("/v2/key/create", Map.of("name", "X")), 403);
    assertProblem(
        browser.postFromElsewhere("/v2/session/create", Map.of("key", AskingServer.ADMIN)), 403);
    assertProblem(
        api.post("/v2/key/index", Map.of(), "Cookie", browser.cookie()), 403); // nobody knows
    assertThat(
            api.post(
                    "/v2/task/index",
                    Map.of(),
                    "Cookie",
                    browser.cookie(),
                    "Authorization",
                    "Bearer " + AskingServer.ADMIN,
                    "Sec-Fetch-Site",
                    "cross-site")
                .status())
        .as("whoever sends a key means it")
        .isEqualTo(200);
  }

  @Test
  void overPlainHttpNobodyIsSignedIn() {
    String refused = Browser.sent("/v2/session/login", "Accept: text/html", "tasks.example.com");
    assertThat(refused).startsWith("HTTP/1.1 302").contains("Location: /?refused=https-needed");
    assertThat(Browser.sent("/v2/session/ways", "X: y", "tasks.example.com"))
        .contains("\"secure\":false");
  }

  private static String token() {
    return AskingServer.issuer().token().roles(TestIssuer.AUDIENCE, "admin").compact();
  }

  private int status(String cookie) {
    return api.get("/v2/me", "Cookie", cookie).status();
  }
}
