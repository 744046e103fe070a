package org.taskyard.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachedTest {

  private static final String PUBLIC = "https://tasks.example.com";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080",
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1:8080",
        "[::1]:8080",
        "a.localhost"
      })
  void thisMachineIsSafeAndSaysItselfWhereItIs(String host) {
    Reached reached = reached(Map.of("Host", host), false, List.of());
    assertThat(reached.isSafe()).isTrue();
    assertThat(reached.base()).contains("http://" + host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tasks.example.com",
        "10.0.0.1:8080",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "notlocalhost",
        "localhost:8080/evil",
        "localhost@evil.example",
        "evil.example#.localhost",
        ""
      })
  void aNameOfAnotherMachineIsNotBelieved(String host) {
    Reached reached = reached(Map.of("Host", host), false, List.of());
    assertThat(reached.isSafe()).isFalse();
    assertThat(reached.base()).isEmpty();
    assertThat(reached(Map.of(), false, List.of()).isSafe()).isFalse();
  }

  @Test
  void httpsIsSafeWhetherTheServerOrAProxyHasIt() {
    Map<String, String> plain = Map.of("Host", "tasks.example.com");
    assertThat(reached(plain, true, List.of()).isSafe()).isTrue();
    assertThat(reached(plain, false, List.of()).isSafe()).isFalse();
    assertThat(forwarded("https").isSafe()).isTrue();
    assertThat(forwarded("HTTPS, http").isSafe()).isTrue();
    assertThat(forwarded("http").isSafe()).isFalse();
    assertThat(forwarded("http, https").isSafe()).isFalse();
  }

  @Test
  void aPublicUrlSaysWhereTheServiceIs() {
    List<String> urls = List.of(PUBLIC, "http://tasks.internal:8080/tasks");
    Reached first = reached(Map.of("Host", "tasks.example.com"), false, urls);
    assertThat(first).isEqualTo(reached(Map.of("Host", "TASKS.example.com"), false, urls));
    assertThat(first.base()).contains(PUBLIC);
    assertThat(first.isSafe()).isTrue();
    Reached second = reached(Map.of("Host", "tasks.internal:8080"), false, urls);
    assertThat(second.base()).contains("http://tasks.internal:8080/tasks");
    assertThat(second.isSafe()).isFalse();
  }

  @Test
  void aHostThatIsNoneOfThePublicOnesIsTakenForAProxysNameOfUs() {
    Reached reached = reached(Map.of("Host", "node-1:8080"), false, List.of(PUBLIC));
    assertThat(reached.base()).contains(PUBLIC);
    assertThat(reached.isSafe()).as("unless the proxy says https").isFalse();
  }

  private static Reached forwarded(String proto) {
    return reached(
        Map.of("Host", "tasks.example.com", "X-Forwarded-Proto", proto), false, List.of());
  }

  private static Reached reached(Map<String, String> headers, boolean secure, List<String> urls) {
    return Reached.of(headers::get, secure, urls);
  }
}
