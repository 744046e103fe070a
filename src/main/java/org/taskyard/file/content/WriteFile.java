package org.taskyard.file.content;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/**
 * Writes a file: begin, append as often as needed, finish. Each step joins the caller's transaction
 * or has its own; a writer that takes its time calls them without one. Until it is finished the row
 * has no digest, which keeps it out of every reader's sight, and belongs to no task.
 */
@Stateless
public class WriteFile {

  private static final NoArgGenerator NEW_ID = Generators.timeBasedEpochGenerator();

  private static final String BEGIN =
      """
      INSERT INTO file (file_id, created_at, size, tenant, user_id, name, content_type)
      VALUES (?, service_clock(), 0, ?, ?, ?, ?)
      """;

  /** Fails by its foreign key once the draft is discarded. */
  private static final String APPEND =
      "INSERT INTO file_chunk (file_id, position, content) VALUES (?, ?, ?)";

  private static final String FINISH =
      """
      UPDATE file SET size = ?, sha256 = ?, task_id = ?, created_at = service_clock()
      WHERE file_id = ? AND sha256 IS NULL
      RETURNING *
      """;

  private static final String DISCARD = "DELETE FROM file WHERE file_id = ? AND sha256 IS NULL";

  @Inject private EntityManager database;

  @Resource private SessionContext self;

  /** Starts a draft. Its task is named when it is finished. */
  public FileDraft begin(NewFile file) {
    UUID id = NEW_ID.generate();
    database
        .createNativeQuery(BEGIN)
        .setParameter(1, id)
        .setParameter(2, file.tenant())
        .setParameter(3, file.userId())
        .setParameter(4, file.name())
        .setParameter(5, file.contentType())
        .executeUpdate();
    // the draft calls back through the container, so that each chunk has its transaction
    return new FileDraft(self.getBusinessObject(WriteFile.class), id);
  }

  /** Adds a chunk to a draft. */
  public void append(UUID draft, int position, byte[] chunk) {
    database
        .createNativeQuery(APPEND)
        .setParameter(1, draft)
        .setParameter(2, position)
        .setParameter(3, chunk)
        .executeUpdate();
  }

  /**
   * Makes the draft a file that everybody sees, when the transaction commits.
   *
   * @param task the task that made it, or null; the caller has checked that it may
   * @throws FileErrors.FileNotFound if the draft was discarded
   */
  public FileView finish(FileDraft draft, UUID task) {
    byte[] rest = draft.rest();
    if (rest.length > 0) {
      append(draft.id(), draft.chunks(), rest);
    }
    List<?> finished =
        database
            .createNativeQuery(FINISH, StoredFile.class)
            .setParameter(1, draft.size())
            .setParameter(2, draft.digested())
            .setParameter(3, task)
            .setParameter(4, draft.id())
            .getResultList();
    if (finished.isEmpty()) {
      throw new FileErrors.FileNotFound();
    }
    return FileView.of((StoredFile) finished.get(0));
  }

  /** Removes a draft with its chunks; does nothing to a finished file, or to none. */
  public void discard(UUID draft) {
    database.createNativeQuery(DISCARD).setParameter(1, draft).executeUpdate();
  }
}
