package org.taskyard.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.AskingServer;
import org.taskyard.support.TestIssuer;

/** A browser signs in by the pages of an issuer, and out. */
class IssuerSignInIT {

  private static final String COOKIE = "__Host-taskyard";

  private final Api api = AskingServer.api();
  private final TestIssuer issuer = AskingServer.issuer();
  private final Browser browser = new Browser(api);

  @Test
  void twoTabsSignInAtTheIssuerAtOnce() {
    issuer.signsIn("alice", "operator");
    String one = browser.visit(browser.login("#one"));
    String other = browser.visit(browser.login("docs/api/#other"));
    assertThat(browser.cookies()).hasSize(2);
    Answer second = browser.get(other);
    assertThat(second.status()).as(second.text()).isEqualTo(302);
    assertThat(second.header("Location")).isEqualTo("/docs/api/#other");
    Answer first = browser.get(one);
    assertThat(first.header("Location")).isEqualTo("/#one");
    assertThat(browser.cookies()).containsOnlyKeys(COOKIE);
    assertThat(issuer.clientAuthorization())
        .isEqualTo(basic("taskyard-console:a%20secret%3A%20100%25"));
    JsonNode me = browser.get("/v2/me").json();
    assertThat(me.path("user_id").asText()).isEqualTo("alice");
    assertThat(me.path("scopes").toString()).contains("task:operate").doesNotContain("key:admin");
    assertThat(me.path("session").path("signed_in_by").asText()).isEqualTo("token");
    Answer out = browser.delete("/v2/session/delete");
    assertThat(out.header("End-Session-Url"))
        .startsWith(issuer.url() + "/logout?client_id=taskyard-console&post_logout_redirect_uri=");
  }

  @Test
  void whatComesBackToAnotherBrowserOrASecondTimeSignsNobodyIn() {
    issuer.signsIn("bob", "viewer");
    String back = browser.visit(browser.login(""));
    assertProblem(new Browser(api).get(back), 409);
    assertProblem(browser.get(back.replace("state=", "state=x")), 409);
    assertProblem(browser.get("/v2/session/callback"), 409);
    String attempt = browser.cookie();
    assertThat(browser.get(back).status()).isEqualTo(302);
    assertProblem(browser.get(back), 409);
    JsonNode replayed = assertProblem(api.get(back, "Cookie", attempt), 403);
    assertThat(replayed.path("type").asText()).endsWith("/sign-in-failed");
  }

  @Test
  void whomTheIssuerRefusesIsSentBackToTheConsoleWithTheReason() {
    String back = refused("#files");
    String cookie = browser.cookie();
    assertThat(assertProblem(api.get(back, "Cookie", cookie), 403).path("detail").asText())
        .contains("access was denied");
    String page = Browser.sent(back, "Accept: text/html\r\nCookie: " + cookie, "localhost");
    assertThat(page)
        .startsWith("HTTP/1.1 302")
        .contains("Location: /?refused=access_denied#files", "Max-Age=0")
        .doesNotContain("Set-Cookie: __Host-taskyard=");
    assertThat(Browser.sent(refused("docs/api/#x"), html(), "localhost"))
        .contains("Location: /?refused=access_denied\r\n");
    assertThat(Browser.sent(back, "Accept: text/html", "localhost"))
        .contains("Location: /?refused=sign-in-expired\r\n");
    assertThat(Browser.sent("/v2/session/login?return=//x.y", html(), "localhost"))
        .contains("Location: /?refused=invalid-input\r\n");
  }

  /** Where the issuer sends a browser that it does not let in. */
  private String refused(String wanted) {
    String state =
        URI.create(browser.login(wanted)).getRawQuery().replaceAll(".*state=([^&]*).*", "$1");
    return "/v2/session/callback?error=access_denied&state=" + state;
  }

  private String html() {
    return "Accept: text/html\r\nCookie: " + browser.cookie();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "/%5Cevil.example", "/..//evil.example"})
  void theSignInLeadsToNobodyElse(String wanted) {
    assertProblem(browser.get("/v2/session/login?return=" + wanted), 422);
    assertThat(browser.cookies()).isEmpty();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }
}
