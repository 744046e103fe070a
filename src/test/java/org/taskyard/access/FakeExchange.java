package org.taskyard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request with nothing but a method and headers, and the answer to it. */
final class FakeExchange {

  private final String method;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final Map<String, List<String>> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  int status = 200;

  /**
   * @param headers names and values in turns; a null value is no header
   */
  FakeExchange(String method, String... headers) {
    this.method = method;
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i + 1] != null) {
        this.headers.put(headers[i], headers[i + 1]);
      }
    }
  }

  HttpServletRequest request() {
    return fake(
        HttpServletRequest.class,
        (proxy, called, arguments) ->
            switch (called.getName()) {
              case "getMethod" -> method;
              case "getHeader" -> headers.get((String) arguments[0]);
              default -> throw new UnsupportedOperationException(called.getName());
            });
  }

  HttpServletResponse response() {
    return fake(
        HttpServletResponse.class,
        (proxy, called, arguments) -> {
          switch (called.getName()) {
            case "setHeader" ->
                answered.put(
                    (String) arguments[0], new ArrayList<>(List.of((String) arguments[1])));
            case "addHeader" ->
                answered
                    .computeIfAbsent((String) arguments[0], name -> new ArrayList<>())
                    .add((String) arguments[1]);
            case "setStatus" -> status = (int) arguments[0];
            default -> throw new UnsupportedOperationException(called.getName());
          }
          return null;
        });
  }

  String answer(String header) {
    return answered.containsKey(header) ? String.join(", ", answered.get(header)) : null;
  }

  private static <T> T fake(Class<T> type, InvocationHandler answers) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeExchange.class.getClassLoader(), new Class<?>[] {type}, answers));
  }
}
