package org.taskyard.file.content;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.taskyard.access.Owner;

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
   * @param owner whose files the caller sees
   * @throws FileErrors.FileNotFound if there is none
   */
  public FileView view(UUID id, Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<StoredFile> query = criteria.createQuery(StoredFile.class);
    Root<StoredFile> file = query.from(StoredFile.class);
    query
        .select(file)
        .where(
            criteria.equal(file.get(StoredFile_.fileId), id),
            criteria.isNotNull(file.get(StoredFile_.sha256)),
            owner.owns(criteria, file.get(StoredFile_.tenant), file.get(StoredFile_.userId)));
    return database.createQuery(query).getResultList().stream()
        .findFirst()
        .map(FileView::of)
        .orElseThrow(FileErrors.FileNotFound::new);
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
