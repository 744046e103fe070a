package org.taskyard.http.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

@OnServer
class CompressIT {

  private static final String[] GZIP = {"Accept-Encoding", "gzip"};
  private static final String CSV = "handler,user_id\n" + "EchoHandler,u\n".repeat(10_000);

  private final Api api;

  CompressIT(Api api) {
    this.api = api;
  }

  @Test
  void whoAsksGetsTheSameFewerBytes() {
    String path = "/v2/task/view/" + aTask();
    Answer plain = api.get(path);
    Answer packed = api.get(path, GZIP);
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Content-Length")).isEqualTo("" + packed.body().length);
    assertThat(packed.body().length).isLessThan(plain.body().length / 2);
    assertThat(packed.text()).isEqualTo(plain.text());
    assertThat(plain.header("Content-Encoding")).isNull();
    assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding, Origin");
    assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding, Origin");
    assertThat(api.get(path, "Accept-Encoding", "gzip;q=0").header("Content-Encoding")).isNull();
    assertThat(api.send("HEAD", path, null, GZIP).header("Content-Length"))
        .isEqualTo(packed.header("Content-Length"));
  }

  @Test
  void pagesAndProblemsAreAnswersToo() {
    aTask();
    assertThat(api.post("/v2/task/index", "{}", GZIP).header("Content-Encoding")).isEqualTo("gzip");
    Answer problem = api.post("/v2/task/create", Map.of("x".repeat(900), 1), GZIP);
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.header("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void whatIsShortIsNot() {
    Answer problem = api.get("/v2/task/view/none", GZIP);
    assertThat(problem.header("Content-Encoding")).isNull();
    assertThat(problem.header("Vary")).isEqualTo("Accept-Encoding, Origin");
  }

  @Test
  void aTagHoldsWhicheverWayTheContentWent() {
    String id = aTask();
    String path = "/v2/task/view/" + id;
    String tag = api.get(path).header("ETag");
    String packed = api.get(path, GZIP).header("ETag");
    assertThat(packed).isNotEqualTo(tag).startsWith("\"").endsWith(".gzip\"");
    for (String held : List.of(tag, packed, "W/" + tag, "W/" + packed, "\"x\", " + packed, "*")) {
      assertThat(api.get(path, "If-None-Match", held).status()).as(held).isEqualTo(304);
      Answer known = api.get(path, "If-None-Match", held, "Accept-Encoding", "gzip");
      assertThat(known.status()).as(held).isEqualTo(304);
      assertThat(known.header("ETag")).isEqualTo(held.contains(packed) ? packed : tag);
      assertThat(known.header("Vary")).isEqualTo("Accept-Encoding, Origin");
    }
    String change = "/v2/task/update/" + id;
    assertThat(api.put(change, "{\"priority\":7}", "If-Match", "W/" + packed).status())
        .isEqualTo(412);
    assertThat(api.put(change, "{\"priority\":7}", "If-Match", "\"x\", " + packed).status())
        .isEqualTo(200);
  }

  @Test
  void aFileIsPackedWhileItIsSentButNeverAPartOfIt() {
    String path = aFile("text/csv; charset=utf-8", CSV.getBytes());
    Answer packed = api.get(path, GZIP);
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.body().length).isLessThan(CSV.length() / 10);
    assertThat(packed.text()).isEqualTo(CSV);
    String tag = api.get(path).header("ETag");
    // so long that it would be packed if it were no part
    String range = "bytes=0-" + (2 * Compress.LEAST - 1);
    Answer part = api.get(path, "Accept-Encoding", "gzip", "Range", range, "If-Range", tag);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Encoding")).isNull();
    assertThat(part.body()).isEqualTo(CSV.substring(0, 2 * Compress.LEAST).getBytes());
    assertThat(api.get(path, "Range", "bytes=0-6", "If-Range", packed.header("ETag")).status())
        .as("bytes of what was packed are other bytes")
        .isEqualTo(200);
    assertThat(api.send("HEAD", path, null, GZIP).header("Content-Length"))
        .isEqualTo("" + CSV.length());
  }

  @Test
  void whatIsPackedAlreadyIsLeftAsItIs() {
    Answer zip = api.get(aFile("application/zip", new byte[4_000]), GZIP);
    assertThat(zip.header("Content-Encoding")).isNull();
    assertThat(zip.header("Vary")).isNull();
    assertThat(zip.body()).isEqualTo(new byte[4_000]);
  }

  private String aTask() {
    Map<String, Object> task =
        Map.of("handler", "Packed", "request", List.of("words and words ".repeat(500)));
    return api.post("/v2/task/create", task).json().get("task_id").textValue();
  }

  private String aFile(String type, byte[] content) {
    return api.sendBytes(
            "POST", "/v2/file/create", BodyPublishers.ofByteArray(content), "Content-Type", type)
        .header("Location");
  }
}
