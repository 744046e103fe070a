package org.taskyard.file.content;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A file as callers see it.
 *
 * @param size bytes of the content
 * @param sha256 digest of the content in hexadecimal
 * @param taskId the task that made it, or null
 * @param createdAt when it was complete
 */
public record FileView(
    UUID fileId,
    String name,
    String contentType,
    long size,
    String sha256,
    String userId,
    UUID taskId,
    Instant createdAt) {

  /** The file, which is no draft. */
  public static FileView of(StoredFile file) {
    return new FileView(
        file.fileId,
        file.name,
        file.contentType,
        file.size,
        HexFormat.of().formatHex(file.sha256),
        file.userId,
        file.taskId,
        file.createdAt);
  }
}
