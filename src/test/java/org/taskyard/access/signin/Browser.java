package org.taskyard.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.AskingServer;
import org.taskyard.support.RawHttp;

/** What a browser does: keeps cookies, sends them along, and says from where it sends. */
final class Browser {

  private final Api api;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final HttpClient toIssuer = HttpClient.newHttpClient();

  Browser(Api api) {
    this.api = api;
  }

  Answer get(String path, String... headers) {
    return keep(api.get(path, with("none", headers)));
  }

  Answer post(String path, Object body, String... headers) {
    return keep(api.post(path, body, with("same-origin", headers)));
  }

  Answer delete(String path, String... headers) {
    return keep(api.delete(path, with("same-origin", headers)));
  }

  /** Signs in by a key; fails the test if that is not possible. */
  void signIn(String key) {
    Answer signedIn = post("/v2/session/create", Map.of("key", key));
    assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(201);
  }

  /** Begins to sign in at the issuer, and returns its page. */
  String login(String wanted) {
    Answer sent = get("/v2/session/login?return=" + wanted.replace("#", "%23"));
    assertThat(sent.status()).as(sent.text()).isEqualTo(302);
    return sent.header("Location");
  }

  /** The same by a script of another site. */
  Answer postFromElsewhere(String path, Object body) {
    return api.post(
        path,
        body,
        "Cookie",
        cookie(),
        "Sec-Fetch-Site",
        "cross-site",
        "Origin",
        "https://evil.example");
  }

  /** Goes to the page of the issuer, and returns the path that this sends it back to. */
  String visit(String issuer) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(issuer)).build();
    try {
      HttpResponse<String> answer = toIssuer.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
      URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
      return back.getRawPath() + "?" + back.getRawQuery();
    } catch (IOException | InterruptedException fault) {
      throw new AssertionError(fault);
    }
  }

  /** Sends a GET by hand to a name that the server is not known by; the answer as text. */
  static String sent(String path, String headers, String host) {
    try {
      return RawHttp.send(
          URI.create("http://127.0.0.1:" + AskingServer.started().port()),
          "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\nConnection: close\r\n\r\n"
              .formatted(path, host, headers));
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  /** The header {@code Cookie}. */
  String cookie() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  Map<String, String> cookies() {
    return cookies;
  }

  private String[] with(String site, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!cookies.isEmpty()) {
      all.addAll(List.of("Cookie", cookie()));
    }
    if (Stream.of(headers).noneMatch("Sec-Fetch-Site"::equals)) {
      all.addAll(List.of("Sec-Fetch-Site", site));
    }
    return all.toArray(String[]::new);
  }

  private Answer keep(Answer answer) {
    for (String set : answer.headers().allValues("Set-Cookie")) {
      assertThat(set)
          .as("no script reads it, no plain http carries it")
          .startsWith("__Host-taskyard")
          .contains("; Path=/; Secure; HttpOnly; SameSite=Lax");
      String name = set.substring(0, set.indexOf('='));
      if (set.endsWith("Max-Age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, set.substring(name.length() + 1, set.indexOf(';')));
      }
    }
    return answer;
  }
}
