package org.taskyard.file.content;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a file: what is known of it, and its content chunk by chunk, each in a short transaction.
 */
@Stateless
public class ReadFile {

  private static final String CHUNK =
      "SELECT content FROM file_chunk WHERE file_id = ? AND position = ?";

  @Inject private EntityManager database;

  /**
   * What is known of the file.
   *
   * @throws FileErrors.FileNotFound if there is none
   */
  public FileView view(UUID id) {
    StoredFile file = id == null ? null : database.find(StoredFile.class, id);
    if (file == null || file.sha256 == null) {
      throw new FileErrors.FileNotFound();
    }
    return FileView.of(file);
  }

  /** The chunk at that position, from 0; empty if it is not there (any more). */
  public Optional<byte[]> chunk(UUID id, int position) {
    List<?> found =
        database
            .createNativeQuery(CHUNK)
            .setParameter(1, id)
            .setParameter(2, position)
            .getResultList();
    return found.stream().map(content -> (byte[]) content).findFirst();
  }

  /** The content, to be read at the reader's leisure. */
  public FileContent content(FileView file) {
    return new FileContent(this, file);
  }
}
