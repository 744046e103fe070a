package org.taskyard.file;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.StoredFile;
import org.taskyard.file.content.StoredFile_;
import org.taskyard.listing.Column;
import org.taskyard.listing.Column.Type;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;

/** Finds files, by the conventions of the search for tasks (docs/files.md). */
@Stateless
public class SearchFiles {

  /** Drafts are never found. */
  private static final Listing<StoredFile> FILES =
      new Listing<>(
          StoredFile.class,
          List.of(
              new Column<>("file_id", Type.ID, () -> StoredFile_.fileId),
              new Column<>("name", Type.TEXT, () -> StoredFile_.name),
              new Column<>("content_type", Type.TEXT, () -> StoredFile_.contentType),
              new Column<>("size", Type.NUMBER, () -> StoredFile_.size),
              new Column<>("user_id", Type.TEXT, () -> StoredFile_.userId),
              new Column<>("task_id", Type.ID, () -> StoredFile_.taskId),
              new Column<>("created_at", Type.MOMENT, () -> StoredFile_.createdAt),
              new Column<>("sha256", Type.DIGEST, () -> StoredFile_.sha256)),
          (criteria, file) -> criteria.isNotNull(file.get(StoredFile_.sha256)),
          "-created_at");

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all files, newest first
   * @throws org.taskyard.refusal.InvalidInput with every fault of the body
   */
  public Page<FileView> search(JsonNode body) {
    return FILES.find(database, body).map(FileView::of);
  }
}
