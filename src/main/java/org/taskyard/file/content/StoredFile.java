package org.taskyard.file.content;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.taskyard.database.NullableUuid;

/**
 * What is known of a file; its content is read through {@link FileContent}. Columns:
 * V012__files.sql.
 */
@Entity
@Table(name = "file")
public class StoredFile {

  @Id
  @Column(name = "file_id")
  UUID fileId;

  String name;

  @Column(name = "content_type")
  String contentType;

  long size;

  /** Null while the file is a draft, which only its writer knows. */
  byte[] sha256;

  String tenant;

  @Column(name = "user_id")
  String userId;

  @Convert(converter = NullableUuid.class)
  @Column(name = "task_id")
  UUID taskId;

  @Column(name = "created_at")
  Instant createdAt;

  protected StoredFile() {
    // for JPA; rows are made by WriteFile
  }
}
