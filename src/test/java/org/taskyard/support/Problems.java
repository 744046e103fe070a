package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.taskyard.support.Api.Answer;

/** What every error of the service looks like (RFC 9457). */
public final class Problems {

  private Problems() {}

  /**
   * Fails the test unless the answer is a problem of that status.
   *
   * @return its body, for closer looks
   */
  public static JsonNode assertProblem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type"))
        .as(answer.toString())
        .startsWith("application/problem+json");
    JsonNode body = answer.json();
    assertThat(body.path("status").intValue()).isEqualTo(status);
    assertThat(body.path("type").textValue()).startsWith("/docs/problems/");
    assertThat(body.path("title").textValue()).isNotBlank();
    assertThat(body.path("detail").textValue()).isNotBlank();
    assertThat(body.path("instance").isTextual()).isTrue();
    assertThat(answer.text()).doesNotContain("Exception", "org.", "jakarta.", "SELECT ", "<html");
    return body;
  }
}
