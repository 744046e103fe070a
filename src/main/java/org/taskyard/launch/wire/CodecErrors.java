package org.taskyard.launch.wire;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Gives a body to the errors that the codec writes straight to the network when bytes are no HTTP
 * request. It closes the connection after them, so that one byte more or less cannot shift what
 * follows.
 */
final class CodecErrors extends BaseFilter {

  private static final byte[] START = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

  /** Where the first digit of the status stands: after "HTTP/1.1 ". */
  private static final int STATUS = 9;

  private static final Pattern BARE =
      Pattern.compile(
          "(?is)HTTP/1\\.\\d (\\d{3}) .*?\\r"
              + "\\n"
              + "(?!.*\\n"
              + "Content-Type:)(.*)Content-Length: 0\\r"
              + "\\n"
              + "(.*)");

  /** A bare error is a status line and a few headers. */
  private static final int MOST = 1024;

  @Override
  public NextAction handleWrite(FilterChainContext context) {
    if (context.getMessage() instanceof Buffer answer && isError(answer)) {
      Matcher bare = BARE.matcher(answer.toStringContent(StandardCharsets.ISO_8859_1));
      if (bare.matches()) {
        context.setMessage(Buffers.wrap(context.getMemoryManager(), withBody(bare)));
      }
    }
    return context.getInvokeAction();
  }

  private static boolean isError(Buffer answer) {
    int start = answer.position();
    if (answer.remaining() <= STATUS
        || answer.remaining() > MOST
        || answer.get(start + STATUS) < '4'
        || answer.get(start + STATUS) > '5') {
      return false;
    }
    for (int i = 0; i < START.length; i++) {
      if (answer.get(start + i) != START[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] withBody(Matcher bare) {
    String statusLine = bare.group().substring(0, bare.group().indexOf('\n') + 1);
    byte[] body = WireProblems.body(Integer.parseInt(bare.group(1)), "/");
    String headers =
        "Content-Type: " + WireProblems.MEDIA_TYPE + "\r\nContent-Length: " + body.length + "\r\n";
    byte[] head =
        (statusLine + bare.group(2) + headers + bare.group(3))
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }
}
