package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Tasks.object;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handler hides from an operator is not sent back as if it were the value. */
class MaskedOnConsoleIT extends OnConsole {

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String handler = "Pay" + mark;

  @BeforeEach
  void begin() {
    Scene.post("/v2/work/claim", object("handlers", List.of(handler), "worker", "w-" + mark));
    Scene.put("/v2/handler/update/" + handler, object("masked", List.of("request.iban")));
    signIn(Scene.key("operator", null));
    page.waitForSelector("nav#nav");
  }

  @Test
  void aHiddenValueHasToBeReplacedBeforeATaskRunsAgain() {
    String id = Scene.task("handler", handler, "status", "failed", "request", request());
    open("#/task/" + id);
    button("Run again, edited").click();
    assertThat(page.locator("dialog .banner")).containsText("*** is no value");
    assertThat(page.locator("dialog .banner code")).hasText("iban");
    picture("replay-masked");
    assertThat(Axe.faults(page, "dialog")).isEmpty();
    confirm("Create the new task");
    assertThat(page.locator("dialog .failure"))
        .containsText("stands for a value that you did not see");
    page.locator("dialog textarea").fill("{\"iban\": \"DE02\", \"amount\": 1}");
    confirm("Create the new task");
    assertThat(heading(handler + " Pending")).isVisible();
    String again = page.url().replaceAll(".*/", "");
    assertThat(Scene.view("/v2/task/view/" + again).at("/request/iban").asText()).isEqualTo("DE02");
  }

  @Test
  void aCopyAsCurlSaysThatValuesAreMissing() {
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    String id = Scene.task("handler", handler, "request", request());
    open("#/task/" + id);
    page.getByLabel("More actions").click();
    button("Copy as curl: create one like it").click();
    assertThat(page.locator(".toast.wrong")).containsText("Put values in place of ***");
  }

  @Test
  void aScheduleThatIsEditedKeepsWhatIsHiddenInItsRequest() {
    String id =
        Scene.post(
                "/v2/schedule/create",
                object(
                    "name",
                    "pay-" + mark,
                    "cron",
                    "30 2 * * *",
                    "handler",
                    handler,
                    "request",
                    request()))
            .path("schedule_id")
            .asText();
    open("#/new-schedule/" + id);
    page.getByLabel("Name", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
        .fill("paid-" + mark);
    button("Save").click();
    assertThat(heading("paid-" + mark + " Active")).isVisible();
    assertThat(Scene.view("/v2/schedule/view/" + id).at("/request/iban").asText())
        .isEqualTo("DE89");
  }

  private static Object request() {
    return object("iban", "DE89", "amount", 1);
  }
}
