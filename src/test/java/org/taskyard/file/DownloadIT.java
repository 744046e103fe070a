package org.taskyard.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Uploads;

/** Files on their way out: whole, in part, or not again. */
@OnServer
class DownloadIT {

  /** More than two chunks of 256 KiB. */
  private static final int SIZE = 600_000;

  private final Api api;
  private final byte[] content = new byte[SIZE];
  private JsonNode file;
  private String path;

  DownloadIT(Api api) {
    this.api = api;
  }

  @BeforeEach
  void store() {
    new Random(7).nextBytes(content);
    file = Uploads.store(api, "page.html", "text/html", content, "");
    path = "/v2/file/view/" + file.path("file_id").textValue();
  }

  @Test
  void theContentComesAsItWasSentAndNoBrowserRunsIt() {
    Answer answer = api.get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(content);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html");
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(SIZE));
    assertThat(answer.header("Content-Disposition")).startsWith("attachment; filename=\"page.html");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.header("ETag")).isEqualTo(tag());
    assertThat(api.get("/v2/file/view?id=" + file.path("file_id").textValue()).body())
        .isEqualTo(content);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=262143-262144, 262143, 262144",
    "bytes=100000-550000, 100000, 550000",
    "bytes=524288-, 524288, 599999",
    "bytes=-10, 599990, 599999",
    "bytes=599999-999999999, 599999, 599999",
  })
  void aPartIsThoseBytesAndNoOthers(String range, int first, int last) {
    Answer answer = api.get(path, "Range", range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, first, last + 1));
    assertThat(answer.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/600000");
  }

  @Test
  void anEntityTagThatIsNoneIsRefused() {
    assertProblem(api.get(path, "If-None-Match", "x"), 400);
  }

  @Test
  void whatIsNeitherTrueNorFalseIsRefused() {
    assertProblem(api.get(path + "?meta=yes"), 422);
    assertThat(api.get(path + "?meta=false").body()).isEqualTo(content);
  }

  @Test
  void thePartsOfAFileMakeItWhole() {
    byte[] whole = new byte[SIZE];
    for (int at = 0; at < SIZE; at += 70_001) {
      byte[] part = api.get(path, "Range", "bytes=" + at + "-" + (at + 70_000)).body();
      System.arraycopy(part, 0, whole, at, part.length);
    }
    assertThat(whole).isEqualTo(content);
  }

  @Test
  void aPartBehindTheEndIsRefusedAndTheLengthIsReported() {
    Answer answer = api.get(path, "Range", "bytes=600000-");
    assertProblem(answer, 416);
    assertThat(answer.header("Content-Range")).isEqualTo("bytes */600000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "nonsense"})
  void aRangeThatIsNotUnderstoodIsAnsweredByAllOfIt(String range) {
    Answer answer = api.get(path, "Range", range);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(SIZE);
  }

  @Test
  void aPartIsGivenOnlyOfTheContentThatTheCallerHas() {
    assertThat(api.get(path, "Range", "bytes=0-9", "If-Range", tag()).status()).isEqualTo(206);
    assertThat(api.get(path, "Range", "bytes=0-9", "If-Range", "\"other\"").body()).hasSize(SIZE);
  }

  @Test
  void whatTheCallerHasIsNotSentAgain() {
    Answer again = api.get(path, "If-None-Match", tag());
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(api.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    assertProblem(api.get(path, "If-Match", "\"other\""), 412);
  }

  @Test
  void headIsTheSameHeadersAlone() {
    Answer head = api.send("HEAD", path, null, "Range", "bytes=0-1");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : new String[] {"ETag", "Content-Type", "Content-Length", "Accept-Ranges"}) {
      assertThat(head.header(name)).as(name).isEqualTo(api.get(path).header(name));
    }
  }

  @Test
  void whatIsKnownOfAFileHasATagOfItsOwn() {
    Answer meta = api.get(path + "?meta=true");
    assertThat(meta.json()).isEqualTo(file);
    assertThat(meta.header("ETag")).isNotEqualTo(tag());
    assertThat(api.get(path + "?meta=true", "If-None-Match", meta.header("ETag")).status())
        .isEqualTo(304);
  }

  @Test
  void aFileIsDeletedOnce() {
    String delete = path.replace("view", "delete");
    assertThat(api.delete(delete).status()).isEqualTo(204);
    assertProblem(api.delete(delete), 404);
    assertProblem(api.get(path), 404);
    assertProblem(api.get(path + "?meta=true"), 404);
  }

  @Test
  void whatIsNoIdIdentifiesNothing() {
    for (String id : new String[] {"nobody", UUID.randomUUID().toString(), ""}) {
      assertProblem(api.get("/v2/file/view/" + id), 404);
      assertProblem(api.delete("/v2/file/delete/" + id), 404);
    }
  }

  private String tag() {
    return '"' + file.path("sha256").textValue() + '"';
  }
}
