package org.taskyard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** How the console is served. */
@OnServer
class ServedIT {

  private final Api api;

  ServedIT(Api api) {
    this.api = api;
  }

  @Test
  void theRootIsTheConsoleUnderAPolicyWithoutInlineScriptsAndWithTrustedTypes() {
    Answer page = api.get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Date")).as("a browser's clock may be wrong").endsWith(" GMT");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .contains("require-trusted-types-for 'script'", "trusted-types lit-html")
        .doesNotContain("unsafe");
    assertThat(page.text()).doesNotContain("<style", " style=", "javascript:");
  }

  @Test
  void whatThePageNamesIsThereAndRelative() {
    Matcher named = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(api.get("/").text());
    int count = 0;
    while (named.find()) {
      assertThat(named.group(1)).doesNotStartWith("/").doesNotContain(":");
      assertThat(api.get("/" + named.group(1)).status()).as(named.group(1)).isEqualTo(200);
      count++;
    }
    assertThat(count).isGreaterThan(5);
  }

  @Test
  void aFileOfTheConsoleIsAskedForAgainAndALibraryIsKept() {
    Answer file = api.get("/console/vendor.js");
    assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
    String tag = file.header("ETag");
    assertThat(api.get("/console/vendor.js", "If-None-Match", tag).status()).isEqualTo(304);
    Matcher library = Pattern.compile("\\.\\.(/webjars/[^\"]+)").matcher(file.text());
    assertThat(library.find()).isTrue();
    Answer kept = api.get(library.group(1));
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.header("Cache-Control")).isEqualTo("public, max-age=31536000");
  }

  @Test
  void aLibraryThatIsMissingIsNotKeptAsMissing() {
    Answer missing = api.get("/webjars/nothing/1.0/nothing.js");
    assertProblem(missing, 404);
    assertThat(missing.header("Cache-Control")).isEqualTo("no-cache");
  }
}
