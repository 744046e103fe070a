package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteTest {

  private static final String HOST = "tasks.example.com";
  private static final String ATTACKER = "https://attacker.example";

  private final CrossSite crossSite = new CrossSite(Set.of("https://console.example.com"));

  /** The table of Go's own test (net/http/csrf_test.go), and what it does not have. */
  @ParameterizedTest
  @CsvSource({
    "POST, same-origin, , false",
    "POST, none, , false",
    "POST, cross-site, , true",
    "POST, same-site, , true",
    "POST, , , false",
    "POST, , https://tasks.example.com, false",
    "POST, , https://attacker.example, true",
    "POST, , null, true",
    "GET, cross-site, , false",
    "HEAD, cross-site, , false",
    "OPTIONS, cross-site, , false",
    "PUT, cross-site, , true",
    "DELETE, cross-site, , true",
    "PATCH, cross-site, , true",
    "get, cross-site, , true",
    // what the browser says of the site counts more than an origin that looks like ours
    "POST, cross-site, https://tasks.example.com, true",
    "POST, same-site, https://tasks.example.com, true",
    "POST, same-origin, https://attacker.example, false",
    "POST, nonsense, , true",
  })
  void aRequestOfAnotherSiteChangesNothing(
      String method, String site, String origin, boolean forged) {
    assertThat(forges(false, method, site, origin)).isEqualTo(forged);
  }

  @ParameterizedTest
  @CsvSource({
    "https://console.example.com, , false",
    "https://console.example.com, cross-site, false",
    "https://console.example.com, same-site, false",
    "http://console.example.com, cross-site, true",
    "https://console.example.com:8443, cross-site, true",
    "https://console.example.com.attacker.example, , true",
    "https://attacker.example, , true",
    "https://attacker.example, cross-site, true",
  })
  void aTrustedOriginIsOfThisSite(String origin, String site, boolean forged) {
    assertThat(forges(false, "POST", site, origin)).isEqualTo(forged);
    assertThat(forges(true, "POST", site, origin)).isEqualTo(forged);
  }

  /** Stricter than Go: a program has no cookie, and browsers say from where they send. */
  @Test
  void aCookieOfWhichNobodySaysFromWhereItIsSentChangesNothing() {
    assertThat(forges(true, "POST", null, null)).isTrue();
    assertThat(forges(true, "GET", null, null)).isFalse();
    assertThat(forges(true, "POST", "same-origin", null)).isFalse();
    assertThat(forges(true, "POST", null, "https://" + HOST)).isFalse();
    assertThat(forges(true, "POST", null, ATTACKER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "tasks.example.com",
        "https:",
        "https:tasks.example.com",
        "https://",
        "https://tasks.example.com:8443",
        "https://tasks.example.com.attacker.example",
        "https://attacker.example/tasks.example.com",
        "https://tasks.example.com@attacker.example",
        "https://tas ks.example.com",
        "%%%",
      })
  void anOriginThatIsNotOfTheHostIsOfAnotherSite(String origin) {
    assertThat(forges(false, "POST", null, origin)).isTrue();
  }

  @Test
  void anOriginIsOfTheHostWithItsPortAndWhateverItsCase() {
    assertThat(forges("localhost:8080", "http://localhost:8080")).isFalse();
    assertThat(forges("LocalHost:8080", "http://localhost:8080")).isFalse();
    assertThat(forges("[::1]:8080", "http://[::1]:8080")).isFalse();
    assertThat(forges("localhost:8080", "http://localhost:8081")).isTrue();
    assertThat(forges("localhost", "http://localhost:8080")).isTrue();
    assertThat(forges(null, "http://localhost:8080")).isTrue();
  }

  private boolean forges(String host, String origin) {
    return crossSite.forges(
        new FakeExchange("POST", "Host", host, "Origin", origin).request(), false);
  }

  private boolean forges(boolean cookie, String method, String site, String origin) {
    return crossSite.forges(
        new FakeExchange(method, "Host", HOST, "Sec-Fetch-Site", site, "Origin", origin).request(),
        cookie);
  }
}
