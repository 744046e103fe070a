package org.taskyard.file.content;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/**
 * Removes a file with its content. The task that made it keeps its response, which then names a
 * file that is gone.
 */
@Stateless
public class DeleteFile {

  private static final String DELETE = "DELETE FROM file WHERE file_id = ? AND sha256 IS NOT NULL";

  @Inject private EntityManager database;

  /**
   * Deletes the file; readers under way find it cut off.
   *
   * @throws FileErrors.FileNotFound if there is none
   */
  public void delete(UUID id) {
    if (id == null || database.createNativeQuery(DELETE).setParameter(1, id).executeUpdate() == 0) {
      throw new FileErrors.FileNotFound();
    }
  }
}
