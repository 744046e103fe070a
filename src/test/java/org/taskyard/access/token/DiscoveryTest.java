package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the issuer's pages are, by its own word. */
class DiscoveryTest {

  private final TokenRoom room = new TokenRoom();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void theIssuerNamesItsPages() {
    String url = room.issuer.url();
    Issuer issuer = room.discovery.issuer();
    assertThat(issuer.jwksUri()).isEqualTo(URI.create(url + "/keys"));
    assertThat(issuer.authorizationEndpoint()).contains(URI.create(url + "/authorize"));
    assertThat(issuer.tokenEndpoint()).contains(URI.create(url + "/token"));
    assertThat(issuer.endSessionEndpoint()).contains(URI.create(url + "/logout"));
  }

  @Test
  void anIssuerNeedNotHavePagesForBrowsers() {
    room.issuer.describes("end_session_endpoint", null);
    assertThat(room.discovery.issuer().endSessionEndpoint()).isEmpty();
  }

  @Test
  void theDocumentOfAnotherIssuerIsNotBelieved() {
    room.issuer.describes("issuer", room.issuer.url() + "/");
    assertThatThrownBy(room.discovery::issuer)
        .isInstanceOf(TokenRefused.class)
        .hasMessageContaining(
            "is of the issuer \"" + room.issuer.url() + "/\"; set TASKYARD_JWT_ISSUER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com/keys",
        "file:///etc/passwd",
        "/keys",
        "https://user:secret@login.example.com/keys",
        "not a url",
        ""
      })
  void aPlaceThatIsNotSafeIsNotAsked(String place) {
    room.issuer.describes("jwks_uri", place);
    assertThatThrownBy(room.discovery::issuer).hasMessageContaining("jwks_uri");
  }

  @Test
  void anIssuerWithoutKeysIsNone() {
    room.issuer.describes("jwks_uri", null);
    assertThatThrownBy(room.discovery::issuer).hasMessageContaining("names no jwks_uri");
  }

  @Test
  void itIsAskedAgainAfterAnHourAndWhatItSaidServesWhileItIsAway() {
    Issuer before = room.discovery.issuer();
    room.passes(Duration.ofMinutes(59));
    room.discovery.issuer();
    assertThat(room.issuer.discoveries()).isEqualTo(1);
    room.issuer.isAway(true);
    room.passes(Duration.ofMinutes(1));
    for (int i = 0; i < 10; i++) {
      assertThat(room.discovery.issuer()).isEqualTo(before);
    }
    assertThat(room.issuer.discoveries()).isEqualTo(2);
    room.issuer.isAway(false);
    room.issuer.describes("token_endpoint", room.issuer.url() + "/token2");
    room.passes(Duration.ofSeconds(30));
    assertThat(room.discovery.issuer().tokenEndpoint().orElseThrow().toString())
        .endsWith("/token2");
  }
}
