package org.taskyard.http.compress;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipIfLongTest {

  private static final byte[] TEXT =
      "a line that comes again and again\n".repeat(200).getBytes(StandardCharsets.US_ASCII);

  private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final GzipIfLong out = new GzipIfLong(sent, headers);

  @Test
  void whatIsShortGoesAsItIs() throws IOException {
    headers.putSingle("Content-Length", Compress.LEAST - 1);
    headers.putSingle("ETag", "\"tag\"");
    out.write(TEXT, 0, Compress.LEAST - 1);
    out.finish();
    assertThat(sent.toByteArray()).isEqualTo(Arrays.copyOf(TEXT, Compress.LEAST - 1));
    assertThat(headers).doesNotContainKey("Content-Encoding");
    assertThat(headers.getFirst("ETag")).isEqualTo("\"tag\"");
  }

  @Test
  void aWholeAnswerSaysItsNewLengthAndHasATagOfItsOwn() throws IOException {
    headers.putSingle("Content-Length", TEXT.length);
    headers.putSingle("ETag", "\"tag\"");
    out.write(TEXT);
    out.finish();
    assertThat(headers.getFirst("Content-Length")).isEqualTo(sent.size());
    assertThat(headers.getFirst("Content-Encoding")).isEqualTo("gzip");
    assertThat(headers.getFirst("ETag")).isEqualTo("\"tag.gzip\"");
    assertThat(unpacked()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 2 * Compress.LEAST})
  void whatComesInPiecesIsPackedWhileItComes(int piece) throws IOException {
    headers.putSingle("Content-Length", TEXT.length);
    for (int at = 0; at < TEXT.length; at += piece) {
      out.write(TEXT, at, Math.min(piece, TEXT.length - at));
    }
    out.finish();
    assertThat(headers).doesNotContainKey("Content-Length");
    assertThat(unpacked()).isEqualTo(TEXT);
  }

  @Test
  void oneByteAfterTheOtherIsPackedToo() throws IOException {
    for (byte one : TEXT) {
      out.write(one);
    }
    out.finish();
    assertThat(unpacked()).isEqualTo(TEXT);
  }

  private byte[] unpacked() throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(sent.toByteArray())).readAllBytes();
  }
}
