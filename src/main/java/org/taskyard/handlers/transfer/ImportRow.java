package org.taskyard.handlers.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import org.taskyard.access.Creator;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.task.TaskInput;

/**
 * A row of a file that is imported.
 *
 * @param line where it begins, from 1
 * @param task what it says, by the rules of a create; null if it breaks one
 * @param fault what is wrong with it, null if nothing is
 */
public record ImportRow(long line, TaskInput task, String fault) {

  static ImportRow bad(long line, String fault) {
    return new ImportRow(line, null, Reasons.cut(fault));
  }

  static ImportRow of(long line, JsonNode object, Faults faults) {
    try {
      TaskInput task = TaskInput.ofNew(object, "", faults, Creator.SERVICE);
      return faults.any() ? bad(line, Reasons.of(faults.all())) : new ImportRow(line, task, null);
    } catch (InvalidInput noObject) {
      return bad(line, noObject.getMessage());
    }
  }
}
