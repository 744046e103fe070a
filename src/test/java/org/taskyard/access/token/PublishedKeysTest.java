package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.support.TestIssuer;

/** What an issuer may publish beside good keys, or instead of them. */
class PublishedKeysTest {

  private final TokenRoom room = new TokenRoom();

  @AfterEach
  void close() {
    room.close();
  }

  private Reason good() {
    return room.refusal(room.issuer.token().compact());
  }

  @Test
  void aBrokenKeyDoesNotBreakTheOthers() {
    Stream<String> broken =
        Stream.of(
            "{}",
            "7",
            "null",
            "{\"kty\": \"XYZ\", \"kid\": \"a\"}",
            "{\"kty\": 7}",
            "{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}",
            "{\"kty\": \"RSA\"}",
            "{\"kty\": \"RSA\", \"n\": \"\", \"e\": \"\"}",
            "{\"kty\": \"RSA\", \"n\": \"AQAB\", \"e\": \"AQAB\"}",
            "{\"kty\": \"EC\", \"crv\": \"P-999\", \"x\": \"AA\", \"y\": \"AA\"}",
            "{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"AA\", \"y\": \"AA\"}",
            "{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"AA\"}");
    List<String> keys = new ArrayList<>(broken.toList());
    room.issuer.publicKeys().forEach(key -> keys.add(key.replace("{", "{\"x5c\": [\"none\"],")));
    keys.addAll(room.issuer.publicKeys());
    keys.addAll(
        room.issuer.publicKeys().stream()
            .map(key -> key.replaceAll(",?\"kid\":\"[^\"]*\"", "").replace("{,", "{"))
            .toList());
    room.issuer.publishes("{\"keys\": [" + String.join(",", keys) + "]}");
    assertThat(good()).isNull();
    assertThat(room.refusal(room.issuer.token().header("kid", null).compact())).isNull();
  }

  @Test
  void twoKeysOfOneNameAreBothTried() {
    String strange =
        TestIssuer.strangeKey()
            .toPublicJWK()
            .toJSONString()
            .replaceFirst("strange-\\d+", room.issuer.rsa().getKeyID());
    List<String> keys = new ArrayList<>(room.issuer.publicKeys());
    keys.add(0, strange);
    room.issuer.publishes("{\"keys\": " + keys + "}");
    assertThat(good()).isNull();
  }

  @Test
  void whatIsNoSetOfKeysDoesNotReplaceOne() {
    assertThat(good()).isNull();
    for (String junk :
        List.of("", "<html>", "{}", "[]", "{\"keys\": {}}", "{\"keys\": []}", "{\"keys\": [{}]}")) {
      room.issuer.publishes(junk);
      room.passes(SigningKeys.STALE.plusSeconds(1));
      assertThat(good()).as(junk).isNull();
    }
    assertThat(room.issuer.keyFetches()).isEqualTo(8);
  }

  @Test
  void aSetWithoutEndIsNotReadToItsEnd() {
    room.issuer.publishes("{\"keys\": [" + String.join(",", Collections.nCopies(1_000_000, "7")));
    assertThatThrownBy(() -> room.verify(room.issuer.token().compact()))
        .hasMessageContaining("longer than 524288 bytes");
  }

  @Test
  void aKeyOfLessThan2048BitsIsNotTrusted() throws Exception {
    var weak = new com.nimbusds.jose.jwk.gen.RSAKeyGenerator(1024, true).keyID("weak").generate();
    List<String> keys = new ArrayList<>(room.issuer.publicKeys());
    keys.add(weak.toPublicJWK().toJSONString());
    room.issuer.publishes("{\"keys\": " + keys + "}");
    assertThat(good()).isNull();
    // signed before, as the library refuses to sign with it now
    assertThat(room.refusal(room.issuer.token().header("kid", "weak").compact()))
        .isEqualTo(Reason.UNKNOWN_KEY);
  }
}
