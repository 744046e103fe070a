package org.taskyard.fuzz;

import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import org.taskyard.access.Guarded;

/**
 * The calls of {@link AllOperationsIT} by callers of every role, on a server that asks who they
 * are. An admin looks on, by a key, which does not expire: what is refused changes nothing, and who
 * may only look changes nothing.
 */
@AddLifecycleHook(Length.class)
class EveryRoleIT {

  private static final int CALLS = 400;
  private static final List<String> READERS = List.of("viewer", "nobody");
  private static final List<String> ROLES =
      List.of("viewer", "nobody", "user", "worker", "operator", "admin");

  private static final Guarded SERVER = Guarded.shared();
  private static final Rounds ROUNDS = new Rounds(SERVER.api(), Guarded.by(Guarded.ADMIN));

  @Property(tries = CALLS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void noRoleBreaksTheServerOrChangesWhatItMayNot(@ForAll Random random) {
    Dice dice = new Dice(random);
    String role = dice.one(ROLES);
    Calls.Call call = as(role, new Calls(dice, ROUNDS.known).next());
    ROUNDS.send(call, role, answer -> answer.status() < 400 && !READERS.contains(role));
  }

  private static Calls.Call as(String role, Calls.Call call) {
    String token = SERVER.token(ROUNDS.known.user, role);
    String[] headers = Guarded.by(token, call.headers().toArray(String[]::new));
    return new Calls.Call(
        call.method(), call.path(), List.of(headers), call.body(), call.otherEncoding());
  }

  @AfterContainer
  static void cleanUp() {
    ROUNDS.cleanUp();
  }
}
