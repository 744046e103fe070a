package org.taskyard.handlers.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.taskyard.execution.lease.StorableText;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;

/**
 * What came back.
 *
 * @param headers names in lower case, the first value of each
 * @param body at most what a task's response takes
 * @param cut whether there was more of it
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body, boolean cut) {

  /** Bytes that are read of a body, and that a task's response takes. */
  static final int MAX_BYTES = 1024 * 1024;

  /** These help to understand an answer; others may be secrets. */
  private static final List<String> KEPT =
      List.of("content-type", "etag", "last-modified", "location", "retry-after", "x-request-id");

  private static final int MAX_HEADER = 1_000;
  private static final Pattern CHARSET =
      Pattern.compile("(?i).*;\\s*charset\\s*=\\s*\"?([^\\s;\"]+).*");

  String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The task's response: {@code status}, {@code headers}, {@code body} as JSON if it is that, else
   * as text, and {@code truncated} if it is not all of it.
   */
  ObjectNode response() {
    ObjectNode response = Json.MAPPER.createObjectNode().put("status", status);
    ObjectNode kept = response.putObject("headers");
    for (String name : KEPT) {
      if (header(name) != null) {
        kept.put(name, StorableText.cut(header(name), MAX_HEADER));
      }
    }
    JsonNode json = cut ? null : json();
    if (json != null) {
      response.set("body", json);
    } else if (body.length > 0) {
      putText(response);
    }
    return response;
  }

  /** As long as it may be: written as JSON a text takes more room than by itself. */
  private void putText(ObjectNode response) {
    String text = StorableText.cut(new String(body, charset()), MAX_BYTES);
    boolean all = !cut;
    response.put("body", text);
    while (Json.bytes(response).length > MAX_BYTES - MAX_HEADER) {
      all = false;
      text = StorableText.cut(text, text.length() * 3 / 4);
      response.put("body", text);
    }
    if (!all) {
      response.put("truncated", true);
    }
  }

  /** The body as JSON that can be stored; null if it is none, or a bare text. */
  private JsonNode json() {
    String type = header("content-type");
    if (type == null || !HttpCall.isJson(type)) {
      return null;
    }
    try {
      // a level deeper, as it will stand in the response
      JsonNode read = Json.read("[" + new String(body, StandardCharsets.UTF_8) + "]");
      if (read.size() != 1 || read.get(0).isTextual()) {
        return null;
      }
      Faults faults = new Faults();
      JsonText.of(read, MAX_BYTES - MAX_HEADER * KEPT.size(), "", faults);
      return faults.any() ? null : read.get(0);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  private Charset charset() {
    Matcher named = CHARSET.matcher(String.valueOf(header("content-type")));
    try {
      return named.matches() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
