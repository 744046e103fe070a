package org.taskyard.file;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.taskyard.access.Creator;
import org.taskyard.file.content.NewFile;
import org.taskyard.json.JsonFields;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;

/** What the headers and the query of an upload say of the file. */
final class UploadHeaders {

  private static final int MAX_CONTENT_TYPE = 255;
  private static final int MAX_USER_ID = 64;

  private UploadHeaders() {}

  /**
   * Reads them.
   *
   * @param creator who sends it
   * @throws NotSupportedException for a form or a compressed body: the file would not be what the
   *     caller means
   * @throws org.taskyard.refusal.InvalidInput with every other fault
   */
  static NewFile read(HttpHeaders headers, String task, String user, Creator creator) {
    Faults faults = new Faults();
    String coding = headers.getHeaderString("Content-Encoding");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw new NotSupportedException();
    }
    String type = contentType(headers.getHeaderString("Content-Type"), faults);
    if (type.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length())) {
      throw new NotSupportedException();
    }
    UUID taskId = JsonFields.uuidOrNull(task);
    if (task != null && taskId == null) {
      faults.add("/task_id", "the query parameter task_id is a UUID");
    }
    if (user != null
        && (user.codePointCount(0, user.length()) > MAX_USER_ID
            || JsonText.unstorableText(user) != null)) {
      faults.add(
          "/user_id", "the query parameter user_id has at most " + MAX_USER_ID + " characters");
    }
    String of = creator.userOf(user != null, user);
    if (!creator.owner().mayBeOf(of)) {
      faults.add("/user_id", Creator.NOT_YOURS);
    }
    faults.refuse();
    return new NewFile(
        FileName.from(headers.getHeaderString("Content-Disposition")),
        type,
        creator.owner().tenantOfNew(),
        of,
        taskId);
  }

  /** Bytes that the caller announces, negative if it does not. */
  static long length(HttpHeaders headers) {
    String length = headers.getHeaderString("Content-Length");
    return length == null || !length.matches("\\d{1,18}") ? -1 : Long.parseLong(length);
  }

  private static String contentType(String header, Faults faults) {
    if (header == null || header.isBlank()) {
      return MediaType.APPLICATION_OCTET_STREAM;
    }
    String type = header.strip();
    try {
      MediaType parsed = MediaType.valueOf(type);
      if (!parsed.isWildcardType()
          && !parsed.isWildcardSubtype()
          && type.length() <= MAX_CONTENT_TYPE) {
        return type;
      }
    } catch (IllegalArgumentException malformed) {
      // reported below
    }
    faults.add(
        "",
        "the header Content-Type is a media type of at most " + MAX_CONTENT_TYPE + " characters");
    return MediaType.APPLICATION_OCTET_STREAM;
  }
}
