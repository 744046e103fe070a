package org.taskyard.file.content;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.access.audit.Audit;

/**
 * Removes a file with its content. The task that made it keeps its response, which then names a
 * file that is gone.
 */
@Stateless
public class DeleteFile {

  private static final String DELETE =
      "DELETE FROM file WHERE file_id = ? AND sha256 IS NOT NULL AND " + Owner.SQL + " RETURNING *";

  @Inject private EntityManager database;
  @Inject private Audit audit;

  /**
   * Deletes the file; readers under way find it cut off.
   *
   * @param owner whose files the caller may delete
   * @throws FileErrors.FileNotFound if there is none
   */
  public void delete(UUID id, Owner owner) {
    List<?> deleted =
        database
            .createNativeQuery(DELETE, StoredFile.class)
            .setParameter(1, id)
            .setParameter(2, owner.tenant())
            .setParameter(3, owner.user())
            .getResultList();
    if (deleted.isEmpty()) {
      throw new FileErrors.FileNotFound();
    }
    audit.record("file.delete", id, FileView.of((StoredFile) deleted.get(0)), null);
  }
}
