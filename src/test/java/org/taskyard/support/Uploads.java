package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.taskyard.support.Api.Answer;

/** Files that tests store. */
public final class Uploads {

  private Uploads() {}

  /** Stores a file under that name; returns what is known of it. */
  public static JsonNode store(Api api, String name, String type, byte[] content, String query) {
    Answer stored =
        api.sendBytes(
            "POST",
            "/v2/file/create" + query,
            BodyPublishers.ofByteArray(content),
            "Content-Type",
            type,
            "Content-Disposition",
            "attachment; filename=\"" + name + "\"");
    assertThat(stored.status()).as(stored.toString()).isEqualTo(201);
    return stored.json();
  }

  /** Stores a text; returns the id of the file. */
  public static String text(Api api, String name, String type, String content) {
    return store(api, name, type, content.getBytes(StandardCharsets.UTF_8), "")
        .path("file_id")
        .textValue();
  }
}
