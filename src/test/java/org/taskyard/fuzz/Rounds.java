package org.taskyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Predicate;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;

/** Sends calls one after the other, and looks after each at what it has changed. */
final class Rounds {

  private static final int MOST = 80;

  final Known known = new Known();
  private final Api api;
  private final Onlooker onlooker;
  private Map<String, String> state = Map.of();

  /** Headers are names and values in turn, such as the authorization of one who sees all. */
  Rounds(Api api, String... headersOfOnlooker) {
    this.api = api;
    onlooker = new Onlooker(api.base(), known, headersOfOnlooker);
  }

  /**
   * Sends a call, which the server must survive, and learns from the answer.
   *
   * @param by who sends it, for the message
   * @param mayChange whether after such an answer anything may be another than before
   */
  Answer send(Calls.Call call, String by, Predicate<Answer> mayChange) {
    Answer answer = call.send(api);
    assertThat(answer.status()).as("%s: %s -> %s", by, call, answer).isLessThan(500);
    Map<String, String> after = onlooker.see();
    if (!mayChange.test(answer)) {
      assertThat(Onlooker.changes(state, after)).as("%s: %s -> %s", by, call, answer).isEmpty();
    }
    known.learn(answer);
    state = after;
    if (after.size() > MOST) {
      cleanUp();
    }
    return answer;
  }

  void cleanUp() {
    onlooker.cleanUp();
    state = onlooker.see();
  }
}
