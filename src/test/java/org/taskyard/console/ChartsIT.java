package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Eventually;

/** What ran is seen over time: by those who look at it, and by those who have it read to them. */
class ChartsIT extends OnConsole {

  private static final String HANDLER = "Charted-" + UUID.randomUUID();

  /** Three tasks that a worker completed, once their minute is over. */
  @BeforeAll
  static void run() {
    for (int i = 0; i < 3; i++) {
      Scene.task("handler", HANDLER);
      JsonNode run = Scene.post("/v2/work/claim", object("handlers", List.of(HANDLER))).get(0);
      Scene.post(
          "/v2/work/complete",
          object("task_id", run.get("task_id"), "lease_token", run.get("lease_token")));
    }
    Eventually.holds(
        "the figures are written",
        () ->
            Scene.view("/v2/task/trend?handler=" + HANDLER).at("/total/completed").intValue() == 3);
  }

  private Locator chart(int place) {
    return page.locator("time-chart").nth(place);
  }

  @Test
  void aHandlerShowsItsRunsAsChartsAsSentencesAndAsTables() {
    signIn();
    open("#/handler/" + HANDLER);
    assertThat(page.locator("time-chart canvas")).hasCount(3);
    assertThat(chart(0).getByRole(AriaRole.FIGURE))
        .containsText("3 completed, 0 failed, 0 retried");
    assertThat(chart(1).getByRole(AriaRole.FIGURE)).containsText("Half started within");
    assertThat(chart(2).getByRole(AriaRole.FIGURE)).containsText("Half took up to");
    chart(0).getByText("As a table").click();
    assertThat(chart(0).locator("tbody tr").last()).isVisible();
    int completed =
        chart(0).locator("tbody td:nth-child(2)").allInnerTexts().stream()
            .mapToInt(Integer::parseInt)
            .sum();
    assertThat(completed).isEqualTo(3);
    assertThat(Axe.faults(page)).isEmpty();
    picture("charts-handler");

    page.getByText("Day", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
        .click();
    assertThat(page).hasURL(Pattern.compile(".*span=day$"));
    assertThat(page.locator(".trend [aria-current]")).hasText("Day");
  }

  @Test
  void theOverviewShowsHowEachHandlerGoes() {
    signIn();
    open("#/overview");
    assertThat(page.locator("time-chart canvas")).hasCount(3);
    open("#/handlers?q=name:" + HANDLER);
    Locator row = page.locator("tbody tr").first();
    assertThat(row.locator("[data-label='Per minute']")).hasText("0.05");
    assertThat(row.locator("[data-label='Failing']")).hasText("0%");
    assertThat(row.locator("[data-label='Backlog']")).hasText("0");
  }

  @Test
  void whoSeesOwnTasksOnlySeesNoFiguresOfAll() {
    signIn(Scene.key("user", "user-" + UUID.randomUUID()));
    page.waitForSelector("nav#nav");
    open("#/overview");
    assertThat(page.locator(".counts, .empty").first()).isVisible();
    assertThat(page.locator(".trend")).hasCount(0);
  }
}
