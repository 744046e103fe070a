package org.taskyard.file;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.access.audit.Audit;
import org.taskyard.file.content.FileDraft;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.WriteFile;
import org.taskyard.refusal.InvalidInput;

/** Gives a file that was sent to the task it was sent for, which must be there. */
@Stateless
public class OwnFile {

  /**
   * Locked, so that it is not deleted before its new file is there to be deleted with it. History
   * does not change: when a month of it is dropped, nothing new hangs on it.
   */
  private static final String TASK =
      "SELECT task_id FROM task WHERE task_id = ? AND history_month IS NULL AND "
          + Owner.SQL
          + " FOR KEY SHARE";

  @Inject private EntityManager database;

  @EJB private WriteFile writer;
  @Inject private Audit audit;

  /**
   * Looks before the content is read: a large upload should not fail at its end for what was wrong
   * from the start.
   *
   * @param task the task, or null for none
   * @param owner whose tasks the caller sees
   * @throws InvalidInput if there is no such live task
   */
  public void check(UUID task, Owner owner) {
    if (task != null
        && database
            .createNativeQuery(TASK)
            .setParameter(1, task)
            .setParameter(2, owner.tenant())
            .setParameter(3, owner.user())
            .getResultList()
            .isEmpty()) {
      throw new InvalidInput("/task_id", "no live task has this id");
    }
  }

  /** Makes the draft a file of the task, in one transaction. */
  public FileView finish(FileDraft draft, UUID task, Owner owner) {
    check(task, owner);
    FileView file = writer.finish(draft, task);
    audit.record("file.create", file.fileId(), null, file);
    return file;
  }
}
