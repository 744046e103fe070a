package org.taskyard.file;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.taskyard.access.Owner;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.StoredFile;
import org.taskyard.file.content.StoredFile_;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;

/** Finds files, by the conventions of the search for tasks (docs/files.md). */
@Stateless
public class SearchFiles {

  private static final Fields<Root<StoredFile>> FIELDS =
      Fields.of(
          List.of(
              Field.of("file_id", Type.ID, row -> row.get(StoredFile_.fileId)),
              Field.of("name", Type.TEXT, row -> row.get(StoredFile_.name)),
              Field.of("content_type", Type.TEXT, row -> row.get(StoredFile_.contentType)),
              Field.of("size", Type.LONG, row -> row.get(StoredFile_.size)),
              Field.of("tenant", Type.TEXT, row -> row.get(StoredFile_.tenant)),
              Field.orNull("user_id", Type.TEXT, row -> row.get(StoredFile_.userId)),
              Field.orNull("task_id", Type.ID, row -> row.get(StoredFile_.taskId)),
              Field.of("created_at", Type.MOMENT, row -> row.get(StoredFile_.createdAt)),
              Field.of("sha256", Type.DIGEST, row -> row.get(StoredFile_.sha256))));

  /** Drafts are never found. */
  private static Listing<StoredFile> files(Owner owner) {
    return new Listing<>(
        StoredFile.class,
        FIELDS,
        (criteria, file) ->
            criteria.and(
                criteria.isNotNull(file.get(StoredFile_.sha256)),
                owner.owns(criteria, file.get(StoredFile_.tenant), file.get(StoredFile_.userId))),
        "-created_at");
  }

  @Inject private EntityManager database;

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all files, newest first
   * @param owner whose files the caller sees
   * @throws org.taskyard.refusal.InvalidInput with every fault of the body
   */
  public Page<FileView> search(JsonNode body, Owner owner) {
    return files(owner).find(database, body).map(FileView::of);
  }
}
