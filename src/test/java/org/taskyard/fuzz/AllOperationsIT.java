package org.taskyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.SharedServer;

/**
 * Throws calls of every operation at the server: valid ones, ones on the edge, and nonsense. Each
 * is answered as the OpenAPI document says ({@link org.taskyard.support.Contract} looks at all
 * traffic), never by a failure of the server; and one that is refused changes nothing.
 */
@AddLifecycleHook(Length.class)
class AllOperationsIT {

  private static final int CALLS = 700;
  private static final int MOST = 80;

  private static final Api API = SharedServer.api();
  private static final Known KNOWN = new Known();
  private static final Onlooker ONLOOKER = new Onlooker(API.base(), KNOWN);

  private static Map<String, String> state = Map.of();

  @Property(tries = CALLS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void noCallBreaksTheServerAndARefusedOneChangesNothing(@ForAll Random random) {
    Calls.Call call = new Calls(new Dice(random), KNOWN).next();
    Answer answer = call.send(API);
    assertThat(answer.status()).as("%s -> %s", call, answer).isLessThan(500);
    if (call.otherEncoding()) {
      assertThat(answer.status()).as("%s -> %s", call, answer).isGreaterThanOrEqualTo(400);
    }
    Map<String, String> after = ONLOOKER.see();
    if (answer.status() >= 400) {
      assertThat(Onlooker.changes(state, after)).as("%s -> %s", call, answer).isEmpty();
    }
    KNOWN.learn(answer);
    state = after;
    if (after.size() > MOST) {
      cleanUp();
    }
  }

  @AfterContainer
  static void cleanUp() {
    ONLOOKER.cleanUp();
    state = ONLOOKER.see();
  }
}
