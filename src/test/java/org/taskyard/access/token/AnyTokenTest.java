package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.taskyard.json.Json;

/** Whatever bytes come as a token, there is a verdict, and never another failure. */
class AnyTokenTest {

  private static TokenRoom room;
  private static String good;

  @BeforeContainer
  static void open() {
    room = new TokenRoom();
    good = room.issuer.token().compact();
  }

  @AfterContainer
  static void close() {
    room.close();
  }

  /** Any other exception fails the property. */
  private static boolean isAccepted(String token) {
    return room.refusal(token) == null;
  }

  @Property(seed = "17", tries = 500)
  void textIsRefused(@ForAll String text) {
    assertThat(isAccepted(text)).isFalse();
    assertThat(isAccepted(text + "." + text + "." + text)).isFalse();
  }

  @Property(seed = "17", tries = 500)
  void bytesInThreePartsAreRefused(@ForAll byte[] header, @ForAll byte[] claims) {
    String part = Base64URL.encode(claims).toString();
    assertThat(isAccepted(Base64URL.encode(header) + "." + part + "." + part)).isFalse();
    String fair = good.substring(0, good.indexOf('.'));
    assertThat(isAccepted(fair + "." + part + "." + part)).isFalse();
  }

  @Property(seed = "17", tries = 1_000)
  void aGoodTokenWithACharacterChangedIsRefused(@ForAll("places") int place, @ForAll char instead) {
    String bad = good.substring(0, place) + instead + good.substring(place + 1);
    // the last character of a part may differ in bits that no byte is of
    assertThat(!isAccepted(bad) || same(bad, good)).isTrue();
  }

  private static boolean same(String one, String other) {
    String[] parts = one.split("\\.");
    String[] others = other.split("\\.");
    return parts[0].equals(others[0])
        && parts[1].equals(others[1])
        && Arrays.equals(new Base64URL(parts[2]).decode(), new Base64URL(others[2]).decode());
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, good.length() - 1);
  }

  @Property(seed = "17", tries = 500)
  void whateverClaimsAreSignedThereIsAVerdict(
      @ForAll("claims") String claim, @ForAll("values") String value) throws Exception {
    isAccepted(room.issuer.token().with(claim, Json.read(value)).compact());
    isAccepted(room.issuer.token().header(claim, Json.read(value)).compact("RS256"));
  }

  @Provide
  Arbitrary<String> claims() {
    return Arbitraries.of(
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "typ",
        "nonce",
        "cnf",
        "realm_access",
        "resource_access",
        "roles",
        "groups",
        "scope",
        "alg",
        "kid",
        "jwk",
        "x5c",
        "crit",
        "b64");
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "0",
        "-1",
        "1e400",
        "-1e-400",
        "9223372036854775808",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "[\"a\", 1]",
        "{\"roles\": null}",
        "{\"taskyard\": {\"roles\": {}}}",
        "{\"taskyard\": []}",
        "{\"kty\": \"RSA\"}",
        "1".repeat(300),
        "[".repeat(25) + "]".repeat(25));
  }

  @Property(seed = "17", tries = 300)
  void whateverAHeaderIsThereIsAVerdict(@ForAll("values") String header) {
    byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
    assertThat(isAccepted(Base64URL.encode(bytes) + good.substring(good.indexOf('.')))).isFalse();
  }
}
