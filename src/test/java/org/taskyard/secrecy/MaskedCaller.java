package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.AskingServer;
import org.taskyard.support.RawHttp;
import org.taskyard.support.TestIssuer;

/** An operator of the asking server: it may do everything with tasks but see what is masked. */
final class MaskedCaller {

  private final Api api = AskingServer.api();
  private final String token =
      AskingServer.issuer()
          .token()
          .with("sub", "clerk")
          .roles(TestIssuer.AUDIENCE, "operator", "audit:read")
          .compact();
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final Set<String> walked = new TreeSet<>();
  private final String handler;

  MaskedCaller(String handler) {
    this.handler = handler;
  }

  /** The headers of whoever has that key or token, with others. */
  static String[] by(String bearer, String... others) {
    return Stream.concat(Stream.of("Authorization", "Bearer " + bearer), Stream.of(others))
        .toArray(String[]::new);
  }

  /** Sends a request, and expects nothing of its answer. */
  Answer send(String method, String path, Object body, String... headers) {
    return api.send(method, path, body, by(token, headers));
  }

  /** Sends a request to a path of the document, which it may send, and keeps the answer. */
  Answer ask(String method, String template, String id, Object body, String... headers) {
    walked.add(method + " " + template.replaceAll("\\?.*", ""));
    String path = template.replace("{id}", id).replace("{name}", handler);
    Answer answer = send(method, path, body, headers);
    assertThat(answer.status()).as(method + " " + path + ": " + answer).isNotEqualTo(403);
    answers.put(answers.size() + " " + method + " " + path, answer);
    return answer;
  }

  /** What it has got so far, by what it has asked for. */
  Map<String, Answer> answers() {
    return answers;
  }

  /** Where it has been, in the words of the document. */
  Set<String> walked() {
    return walked;
  }

  /**
   * The beginning of a stream, with an event of a task in it.
   *
   * @param happens makes an event
   */
  String events(Runnable happens) throws IOException {
    walked.add("GET /v2/task/events");
    String request =
        "GET /v2/task/events?handler=%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(handler, token);
    try (Socket socket = RawHttp.open(api.base(), request)) {
      InputStream in = socket.getInputStream();
      StringBuilder read = new StringBuilder();
      byte[] piece = new byte[4096];
      while (read.indexOf("\"task_id\"") < 0) {
        int length = in.read(piece);
        assertThat(length).as(read.toString()).isPositive();
        read.append(new String(piece, 0, length, StandardCharsets.UTF_8));
        if (read.indexOf("id: ") > 0 && read.indexOf("\"task_id\"") < 0) {
          happens.run();
        }
      }
      return read.toString();
    }
  }
}
