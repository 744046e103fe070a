package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.json.Json;

/** The issuer of the tests keeps to the code flow, so that a sign-in that does not is noticed. */
class TestIssuerTest {

  private static final String BACK = "http://127.0.0.1:1/signed-in";
  private static final String VERIFIER = "v".repeat(43);

  private final TestIssuer issuer = new TestIssuer();
  private final HttpClient browser = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    issuer.close();
  }

  private String code() throws Exception {
    String challenge =
        Base64URL.encode(
                MessageDigest.getInstance("SHA-256")
                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)))
            .toString();
    String place =
        location(
            "/authorize?response_type=code&scope=openid&client_id=console&state=s%201&nonce=n"
                + "&code_challenge_method=S256&code_challenge="
                + challenge
                + "&redirect_uri="
                + BACK);
    assertThat(place).startsWith(BACK + "?code=").endsWith("&state=s+1");
    return place.replaceAll(".*code=|&.*", "");
  }

  private String location(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.url() + path)).build();
    HttpResponse<String> answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> exchange(String code, String verifier, String client, String back)
      throws IOException, InterruptedException {
    String form =
        "grant_type=authorization_code&code="
            + code
            + "&code_verifier="
            + verifier
            + "&client_id="
            + client
            + "&redirect_uri="
            + back;
    return browser.send(
        HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aCodeIsExchangedForTokensOnce() throws Exception {
    String code = code();
    HttpResponse<String> answer = exchange(code, VERIFIER, "console", BACK);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.read(answer.body()).path("id_token").asText()).contains(".");
    assertThat(Json.read(answer.body()).path("access_token").asText()).contains(".");
    assertThat(exchange(code, VERIFIER, "console", BACK).statusCode()).isEqualTo(400);
  }

  @Test
  void aCodeIsForWhoAskedForIt() throws Exception {
    assertThat(exchange(code(), "w".repeat(43), "console", BACK).statusCode()).isEqualTo(400);
    assertThat(exchange(code(), VERIFIER, "other", BACK).statusCode()).isEqualTo(400);
    assertThat(exchange(code(), VERIFIER, "console", BACK + "2").statusCode()).isEqualTo(400);
  }

  @Test
  void whoSignsOutIsSentBack() throws Exception {
    assertThat(location("/logout?post_logout_redirect_uri=" + BACK + "&state=s"))
        .isEqualTo(BACK + "?state=s");
  }
}
