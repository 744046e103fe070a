package org.taskyard.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A request and its answer.
 *
 * @param target path and query as sent
 * @param sent the body, null if there was none
 * @param received the body, empty if there was none
 */
record Exchange(
    String method,
    URI target,
    Map<String, List<String>> requestHeaders,
    byte[] sent,
    int status,
    Map<String, List<String>> responseHeaders,
    byte[] received) {

  boolean isDownload() {
    String query = target.getRawQuery() == null ? "" : target.getRawQuery();
    return target.getRawPath().startsWith("/v2/file/view")
        && !query.matches("(.*&)?meta(=(true|1)?)?(&.*)?");
  }

  /** A body of white space is none, but for a file. */
  boolean isSomethingSent() {
    return sent != null
        && (target.getRawPath().startsWith("/v2/file/create")
            ? sent.length > 0
            : !new String(DraftFour.body(sent), StandardCharsets.UTF_8).isBlank());
  }
}
