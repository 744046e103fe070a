package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a task does not run, and what one does about it where one reads it. */
class WhyWaitingIT extends OnConsole {

  private final String handler = "Waits" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void begin() {
    signIn();
  }

  @Test
  void aHandlerThatIsPausedIsResumedWhereItsTaskSaysSoAndTheTaskIsSeenToRun() {
    assertThat(claim().size()).isZero(); // which makes the handler known
    Scene.put("/v2/handler/update/" + handler, object("paused", true));
    String id = Scene.task("handler", handler);
    open("#/task/" + id);
    assertThat(reasons().first()).containsText("The handler is paused.");
    assertThat(reasons().first().locator("a")).hasAttribute("href", "#/handler/" + handler);
    picture("why-paused");
    assertThat(Axe.faults(page)).isEmpty();

    button("Resume handler").click();
    assertThat(page.locator("dialog")).containsText("1 waiting task is run");
    confirm("Resume");
    assertThat(reasons().first()).not().containsText("paused");
    JsonNode claimed = claim().get(0);
    assertThat(heading(handler + " Running")).isVisible();
    assertThat(reasons().first()).containsText("Run 1 of");
    Scene.post(
        "/v2/work/complete",
        object(
            "task_id", id,
            "lease_token", claimed.get("lease_token"),
            "response", object("seen", true)));
    assertThat(heading(handler + " Completed")).isVisible();
    assertThat(reasons()).hasCount(0);
  }

  @Test
  void aTaskWhoseTimeHasNotComeIsRunNow() {
    String id = Scene.task("handler", "EchoHandler", "run_at", "2036-01-01T00:00:00Z");
    open("#/task/" + id);
    assertThat(reasons().first()).containsText("until 1 Jan 2036, 01:00:00");
    button("Run now").click();
    confirm("Run now");
    assertThat(heading("EchoHandler Completed")).isVisible();
  }

  @Test
  void anExplanationThatFailsCostsNothingElseOfThePage() {
    String id = Scene.task("handler", handler, "entity_id", "order-1");
    page.route(
        "**/v2/task/explain/*",
        route ->
            route.fulfill(
                new com.microsoft.playwright.Route.FulfillOptions()
                    .setStatus(503)
                    .setBody("{\"title\": \"Away\", \"detail\": \"for a moment\"}")));
    open("#/task/" + id);
    assertThat(page.locator(".why .failure")).containsText("for a moment");
    assertThat(page.locator(".facts").first()).containsText("order-1");
    page.unroute("**/v2/task/explain/*");
    page.locator(".why").getByText("Try again").click();
    assertThat(reasons().first()).containsText("The cluster knows no handler of this name.");
  }

  private Locator reasons() {
    return page.locator(".reasons li");
  }

  private JsonNode claim() {
    return Scene.post(
        "/v2/work/claim", object("handlers", List.of(handler), "worker", "w-" + handler));
  }
}
