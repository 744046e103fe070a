package org.taskyard.file.content;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.taskyard.access.Owner;

/**
 * Removes a file with its content. The task that made it keeps its response, which then names a
 * file that is gone.
 */
@Stateless
public class DeleteFile {

  private static final String DELETE =
      "DELETE FROM file WHERE file_id = ? AND sha256 IS NOT NULL AND user_id" + Owner.SQL;

  @Inject private EntityManager database;

  /**
   * Deletes the file; readers under way find it cut off.
   *
   * @param owner whose files the caller may delete
   * @throws FileErrors.FileNotFound if there is none
   */
  public void delete(UUID id, Owner owner) {
    int deleted =
        database
            .createNativeQuery(DELETE)
            .setParameter(1, id)
            .setParameter(2, owner.user())
            .executeUpdate();
    if (deleted == 0) {
      throw new FileErrors.FileNotFound();
    }
  }
}
