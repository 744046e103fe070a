package org.taskyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
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

  private static final Rounds ROUNDS = new Rounds(SharedServer.api());

  @Property(tries = CALLS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void noCallBreaksTheServerAndARefusedOneChangesNothing(@ForAll Random random) {
    Calls.Call call = new Calls(new Dice(random), ROUNDS.known).next();
    Answer answer = ROUNDS.send(call, "anybody", each -> each.status() < 400);
    if (call.otherEncoding()) {
      assertThat(answer.status()).as("%s -> %s", call, answer).isGreaterThanOrEqualTo(400);
    }
  }

  @AfterContainer
  static void cleanUp() {
    ROUNDS.cleanUp();
  }
}
