package org.taskyard.execution.lease;

import java.util.ArrayList;
import java.util.List;
import org.taskyard.execution.lease.ClaimedTask.Input;
import org.taskyard.secrecy.Sealing;

/**
 * Tasks of a claim as their runs are given them: decrypted. What cannot be decrypted on this node
 * fails with the reason, to be tried again as its handler says; nothing of it is lost.
 *
 * @param tasks those that can be run
 * @param unreadable how the others end
 */
record OpenTasks(List<ClaimedTask> tasks, List<Ending> unreadable) {

  static OpenTasks of(List<ClaimedTask> claimed, Sealing sealing) {
    OpenTasks opened = new OpenTasks(new ArrayList<>(), new ArrayList<>());
    for (ClaimedTask task : claimed) {
      try {
        Input input = task.input();
        opened.tasks.add(
            task.with(
                input.with(sealing.opened(input.request()), sealing.opened(input.checkpoint()))));
      } catch (Sealing.CannotBeRead why) {
        Failure failure =
            new Failure("Unreadable", "What the run works with " + why.getMessage(), true);
        opened.unreadable.add(task.run().failed(task.run().report(), failure));
      }
    }
    return opened;
  }
}
