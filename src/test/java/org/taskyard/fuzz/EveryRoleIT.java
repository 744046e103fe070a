package org.taskyard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import org.taskyard.access.Guarded;
import org.taskyard.support.Api.Answer;

/**
 * The calls of {@link AllOperationsIT} by callers of every role, on a server that asks who they
 * are. An admin looks on: what is refused changes nothing, and who may only look changes nothing.
 */
@AddLifecycleHook(Length.class)
class EveryRoleIT {

  private static final int CALLS = 400;
  private static final int MOST = 80;
  private static final List<String> READERS = List.of("viewer", "nobody");
  private static final List<String> ROLES =
      List.of("viewer", "nobody", "user", "worker", "operator", "admin");

  private static final Guarded SERVER = Guarded.shared();
  private static final Known KNOWN = new Known();
  private static final Onlooker ONLOOKER =
      new Onlooker(
          SERVER.api().base(),
          KNOWN,
          "Authorization",
          "Bearer " + SERVER.token("onlooker", "admin"));

  private static Map<String, String> state = Map.of();

  @Property(tries = CALLS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void noRoleBreaksTheServerOrChangesWhatItMayNot(@ForAll Random random) {
    Dice dice = new Dice(random);
    String role = dice.one(ROLES);
    Calls.Call call = as(role, new Calls(dice, KNOWN).next());
    Answer answer = call.send(SERVER.api());
    assertThat(answer.status()).as("%s: %s -> %s", role, call, answer).isLessThan(500);
    Map<String, String> after = ONLOOKER.see();
    if (answer.status() >= 400 || READERS.contains(role)) {
      List<String> changes = Onlooker.changes(state, after);
      assertThat(changes).as("%s: %s -> %s", role, call, answer).isEmpty();
    }
    KNOWN.learn(answer);
    state = after;
    if (after.size() > MOST) {
      cleanUp();
    }
  }

  private static Calls.Call as(String role, Calls.Call call) {
    List<String> headers = new ArrayList<>(call.headers());
    headers.addAll(List.of("Authorization", "Bearer " + SERVER.token(KNOWN.user, role)));
    return new Calls.Call(call.method(), call.path(), headers, call.body(), call.otherEncoding());
  }

  @AfterContainer
  static void cleanUp() {
    ONLOOKER.cleanUp();
    state = ONLOOKER.see();
  }
}
