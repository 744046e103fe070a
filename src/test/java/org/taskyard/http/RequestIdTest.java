package org.taskyard.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids of callers are taken over. */
class RequestIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"7", "0192f5e2-aaaa-7bbb-8ccc-0123456789ab", "req:1/a_b.c=@+"})
  void aCallersIdIsTakenOver(String id) {
    assertThat(RequestId.of(request(id))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "a\"b", "<b>", "ümlaut", "a\r\nSet-Cookie: b"})
  void anotherOneIsMadeForWhatIsNotFitToBeLogged(String id) {
    assertThat(RequestId.of(request(id))).matches("[0-9a-f-]{36}");
    assertThat(RequestId.of(request("x".repeat(129)))).hasSize(36);
    assertThat(RequestId.of(request(null))).hasSize(36);
  }

  @Test
  void aRequestKeepsItsId() {
    HttpServletRequest request = request(null);
    assertThat(RequestId.of(request)).isEqualTo(RequestId.of(request));
    assertThat(RequestId.of(request)).isNotEqualTo(RequestId.of(request(null)));
  }

  private static HttpServletRequest request(String id) {
    Map<Object, Object> attributes = new HashMap<>();
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestIdTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (request, method, arguments) ->
                switch (method.getName()) {
                  case "getHeader" -> arguments[0].equals("X-Request-Id") ? id : null;
                  case "getAttribute" -> attributes.get(arguments[0]);
                  case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
