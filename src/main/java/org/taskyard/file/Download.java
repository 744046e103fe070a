package org.taskyard.file;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import org.taskyard.file.content.FileErrors;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.ReadFile;
import org.taskyard.http.conditional.Preconditions;

/**
 * The answer to a request for a file's content: all of it, a part (RFC 9110 section 14), or that
 * the caller has it already (section 13). The content is read while it is sent.
 */
final class Download {

  /** Each takes a thread for as long as its caller reads. */
  private static final Semaphore PLACES = new Semaphore(50);

  private final FileView file;
  private final EntityTag tag;

  Download(FileView file) {
    this.file = file;
    this.tag = new EntityTag(file.sha256());
  }

  /**
   * The answer with the content, read from {@code reader}; without one the same headers alone, as
   * HEAD asks for.
   */
  Response answer(Request conditions, HttpHeaders headers, ReadFile reader) {
    Response settled = Preconditions.settled(conditions, tag);
    if (settled != null) {
      return settled;
    }
    String wanted =
        stillTheSame(headers.getHeaderString("If-Range")) ? headers.getHeaderString("Range") : null;
    // Range is defined for GET only
    ByteRange.Asked asked = ByteRange.of(reader == null ? null : wanted, file.size());
    if (asked instanceof ByteRange.Outside) {
      throw new ClientErrorException(
          Response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE)
              .header("Content-Range", "bytes */" + file.size())
              .build());
    }
    if (asked instanceof ByteRange.Part part) {
      ByteRange range = part.range();
      return sent(Response.status(Status.PARTIAL_CONTENT), range, reader)
          .header(
              "Content-Range", "bytes " + range.first() + '-' + range.last() + '/' + file.size())
          .build();
    }
    return sent(Response.ok(), new ByteRange(0, file.size() - 1), reader).build();
  }

  /** A part is worth something only with the same content; a date never proves that. */
  private boolean stillTheSame(String ifRange) {
    return ifRange == null || ifRange.trim().equals('"' + file.sha256() + '"');
  }

  private ResponseBuilder sent(ResponseBuilder response, ByteRange range, ReadFile reader) {
    if (reader != null) {
      response.entity((StreamingOutput) out -> send(range, reader, out));
    }
    return response
        .tag(tag)
        .header("Content-Type", file.contentType())
        .header("Content-Length", range.length())
        .header("Content-Disposition", FileName.attachment(file.name()))
        .header("Accept-Ranges", "bytes");
  }

  private void send(ByteRange range, ReadFile reader, OutputStream out) throws IOException {
    if (!PLACES.tryAcquire()) {
      throw new FileErrors.TooManyDownloads();
    }
    try {
      copy(range, reader, out);
    } finally {
      PLACES.release();
    }
  }

  private void copy(ByteRange range, ReadFile reader, OutputStream out) throws IOException {
    try (InputStream content = reader.content(file)) {
      content.skipNBytes(range.first());
      byte[] buffer = new byte[64 * 1024];
      long left = range.length();
      while (left > 0) {
        int got = content.read(buffer, 0, (int) Math.min(buffer.length, left));
        out.write(buffer, 0, got);
        left -= got;
      }
    }
  }
}
