package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.AskingServer;

/** Scripts of a listed site call a server that asks who they are. */
class CorsIT {

  private static final String CONSOLE = AskingServer.OTHER_SITE;

  private final Api api = AskingServer.api();

  @Test
  void aListedSiteIsAnsweredBeforeAnybodyIsAsked() {
    Answer preflight =
        api.send(
            "OPTIONS",
            "/v2/task/index",
            null,
            "Origin",
            CONSOLE,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(CONSOLE);
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
    for (String path : new String[] {"/v2/key/index", "/v2/nothing", "/v2/session/create"}) {
      Answer refused = api.post(path, "{", "Origin", CONSOLE);
      assertThat(refused.status()).as(path).isBetween(400, 404);
      assertThat(refused.header("Access-Control-Allow-Origin")).as(path).isEqualTo(CONSOLE);
      assertThat(refused.header("Access-Control-Expose-Headers")).as(path).contains("Link");
      assertThat(refused.header("Vary")).as(path).contains("Origin");
    }
    Answer other = api.post("/v2/key/index", "{}", "Origin", "https://evil.example");
    assertThat(other.headers().map()).doesNotContainKey("access-control-allow-origin");
  }
}
