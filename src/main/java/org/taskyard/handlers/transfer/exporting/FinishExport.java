package org.taskyard.handlers.transfer.exporting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import org.taskyard.execution.TaskContext;
import org.taskyard.file.content.FileDraft;
import org.taskyard.file.content.WriteFile;
import org.taskyard.json.Json;

/**
 * Makes the draft of an export a file of its task, and keeps that it is done: in one transaction,
 * and only while the run holds its lease. So a task never has two files of one export, and a run
 * that lost its task leaves none.
 */
@Stateless
public class FinishExport {

  @EJB private WriteFile files;

  /**
   * Finishes it.
   *
   * @return the task's response, which is also its checkpoint now
   * @throws org.taskyard.execution.LeaseLost if the task is no longer this run's; the draft stays a
   *     draft
   */
  public ObjectNode finish(TaskContext task, FileDraft draft, long rows, String export) {
    ObjectNode response = Json.MAPPER.createObjectNode();
    response.put("file_id", draft.id().toString()).put("rows", rows).put("bytes", draft.size());
    // the lease first, as everywhere
    task.checkpoint(response.deepCopy().put("finished", export));
    files.finish(draft, task.id());
    return response;
  }
}
