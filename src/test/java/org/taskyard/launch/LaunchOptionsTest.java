package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchOptionsTest {

  @Test
  void withoutAWordItListensOnLoopbackAndJoinsNoCluster() {
    LaunchOptions options = LaunchOptions.parse();
    assertThat(options.address().isLoopbackAddress()).isTrue();
    assertThat(options.forPayara("/root-dir", "/before-boot"))
        .containsExactly(
            "--port",
            "8080",
            "--rootdir",
            "/root-dir",
            "--nohazelcast",
            "--disablephonehome",
            "--prebootcommandfile",
            "/before-boot");
  }

  @Test
  void whatTheCallerSaysTakesThePlaceOfOurDefaults() {
    LaunchOptions options =
        LaunchOptions.parse(
            "--PORT", "9000", "--noCluster", "--maxHttpThreads", "8", "--rootdir", "/x");
    assertThat(options.forPayara("/root-dir", "/before-boot"))
        .containsExactly(
            "--port",
            "9000",
            "--disablephonehome",
            "--prebootcommandfile",
            "/before-boot",
            "--noCluster",
            "--maxHttpThreads",
            "8",
            "--rootdir",
            "/x");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:9000",
    "0.0.0.0,   http://127.0.0.1:9000",
    "::1,       'http://[0:0:0:0:0:0:0:1]:9000'"
  })
  void thisMachineReachesItWhereverItListens(String address, String url) {
    assertThat(LaunchOptions.parse("--address", address, "--port", "9000").url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http", ""})
  void aPortThatIsNoneIsRefused(String port) {
    assertThatThrownBy(() -> LaunchOptions.parse("--port", port))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("from 1 to 65535");
  }

  @Test
  void anOptionWithoutItsValueIsRefused() {
    assertThatThrownBy(() -> LaunchOptions.parse("--address"))
        .isInstanceOf(Refusal.class)
        .hasMessage("--address needs a value.");
  }

  @Test
  void askingForHelpServesNothing() {
    assertThat(LaunchOptions.parse("--help").serves()).isFalse();
    assertThat(LaunchOptions.parse("--port", "8081").serves()).isTrue();
  }
}
