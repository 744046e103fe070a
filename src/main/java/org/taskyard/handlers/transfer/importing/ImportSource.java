package org.taskyard.handlers.transfer.importing;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.ReadFile;
import org.taskyard.handlers.transfer.RowFormat;
import org.taskyard.handlers.transfer.RowReader;

/**
 * Where the rows of an import come from.
 *
 * @param name tells it from other sources, over retries
 * @param bytes its length
 * @param content read once
 * @param said the format that its media type or name tells
 */
record ImportSource(String name, long bytes, InputStream content, Optional<RowFormat> said) {

  private static final int BUFFER_BYTES = 64 * 1024;

  /**
   * Opens it.
   *
   * @param owner whose files may be read
   * @throws org.taskyard.file.content.FileErrors.FileNotFound if the file is not there
   */
  static ImportSource open(ImportRequest request, ReadFile files, Owner owner) {
    if (request.content() != null) {
      byte[] rows = request.content().getBytes(StandardCharsets.UTF_8);
      String name = "content:" + UUID.nameUUIDFromBytes(rows);
      return new ImportSource(name, rows.length, new ByteArrayInputStream(rows), Optional.empty());
    }
    FileView file = files.view(request.fileId(), owner);
    return new ImportSource(
        "file:" + file.fileId(),
        file.size(),
        files.content(file),
        RowFormat.of(file.contentType(), file.name()));
  }

  /**
   * The rows.
   *
   * @param asked the format that the request names, or null
   * @throws RowReader.Unreadable if there is no reading them
   */
  RowReader rows(RowFormat asked) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(content, BUFFER_BYTES);
    RowFormat format =
        asked != null ? asked : said.isPresent() ? said.get() : RowFormat.of(buffered);
    return format.reader(buffered);
  }
}
