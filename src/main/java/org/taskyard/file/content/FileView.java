package org.taskyard.file.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.taskyard.access.Owner;

/**
 * A file as callers see it.
 *
 * @param size bytes of the content
 * @param sha256 digest of the content in hexadecimal
 * @param tenant absent for the installation
 * @param taskId the task that made it, or null
 * @param createdAt when it was complete
 */
public record FileView(
    UUID fileId,
    String name,
    String contentType,
    long size,
    String sha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) String tenant,
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
        Owner.shown(file.tenant),
        file.userId,
        file.taskId,
        file.createdAt);
  }
}
