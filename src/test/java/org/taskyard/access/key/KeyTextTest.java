package org.taskyard.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key looks like. */
class KeyTextTest {

  private static final String ID = "0123456789abcdef";
  private static final String SECRET = ID + ID + ID + ID;

  @Test
  void aKeyIsReadBackFromItsText() {
    KeyText key = KeyText.random();
    assertThat(key.whole()).matches("tyk_[0-9a-f]{16}_[0-9a-f]{64}");
    assertThat(KeyText.of(key.whole())).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tyk_",
        "tyk_" + ID + "_",
        "tyk_" + ID + "_" + SECRET + "0",
        "tyk_" + ID + "_" + SECRET + "\n",
        " tyk_" + ID + "_" + SECRET,
        "tyk_" + ID + "0_" + SECRET,
        "TYK_" + ID + "_" + SECRET,
        "tyk_" + "0123456789ABCDEF" + "_" + SECRET,
        "tyk_" + "0123456789abcdeg" + "_" + SECRET,
        "tyk_" + "٠123456789abcdef" + "_" + SECRET,
        "tyk-" + ID + "-" + SECRET
      })
  void textOfAnotherFormIsNoKey(String text) {
    assertThat(KeyText.of(text)).isEmpty();
  }

  @Test
  void noTwoKeysAreTheSame() {
    KeyText key = KeyText.random();
    KeyText other = KeyText.random();
    assertThat(other.id()).isNotEqualTo(key.id());
    assertThat(other.secret()).isNotEqualTo(key.secret());
    KeyText next = KeyText.another(key.id());
    assertThat(next.id()).isEqualTo(key.id());
    assertThat(next.digest()).hasSize(32).isNotEqualTo(key.digest());
  }

  @Test
  void whateverPrintsAKeyPrintsNoSecret() {
    KeyText key = KeyText.random();
    assertThat(key.toString()).contains(key.id()).doesNotContain(key.secret());
  }
}
