package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people come for, done as they do it. */
class JourneysIT extends OnConsole {

  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void begin() {
    signIn();
  }

  @Test
  void aFailedTaskIsFoundAndRunAgainWithAnEditedRequest() {
    String failed = Scene.failed("order-" + mark, "the IBAN " + mark + " is unknown");
    open("#/tasks");
    search("entity:order-" + mark + " status:failed");
    assertThat(page.locator(".fault")).containsText("the IBAN " + mark + " is unknown");
    page.locator(".row-link").click();
    assertThat(page.locator(".task-error")).containsText("the IBAN " + mark + " is unknown");
    assertThat(page.locator("json-tree").first()).containsText("12345678901234567890.10");

    button("Run again, edited").click();
    page.locator("dialog textarea")
        .fill("{\"iban\": \"DE02\", \"amount\": 12345678901234567890.10}");
    picture("replay");
    assertThat(Axe.faults(page, "dialog")).isEmpty();
    confirm("Create the new task");
    assertThat(heading("EchoHandler Completed")).isVisible();
    String again = page.url().replaceAll(".*/", "");
    assertThat(again).isNotEqualTo(failed);
    JsonNode task = Scene.ended(again);
    assertThat(task.path("request").toString())
        .isEqualTo("{\"iban\":\"DE02\",\"amount\":12345678901234567890.10}");
    assertThat(task.path("entity_id").asText()).isEqualTo("order-" + mark);
    assertThat(task.path("tags").toString()).isEqualTo("[\"replay:" + failed + "\"]");
    assertThat(Scene.view("/v2/task/view/" + failed).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void aTaskIsSeenToCompleteWithoutAReload() {
    String id =
        Scene.task("handler", "EchoHandler", "request", object("sleep_ms", 4000, "mark", mark));
    open("#/task/" + id);
    page.evaluate("() => (window.untouched = true)");
    assertThat(heading("EchoHandler Completed")).isVisible();
    assertThat(page.locator("payload-view").nth(1)).containsText(mark);
    assertThat(page.evaluate("() => window.untouched")).isEqualTo(true);
  }

  @Test
  void newTasksAreAnnouncedAndRowsStayWhereTheyAre() {
    String entity = "live-" + mark;
    Scene.ended(Scene.task("handler", "EchoHandler", "entity_id", entity));
    open("#/tasks?q=entity:" + entity);
    assertThat(page.locator(".row-link")).hasCount(1);
    Scene.ended(Scene.task("handler", "EchoHandler", "entity_id", entity));
    assertThat(button("1 new task: show it")).isVisible();
    assertThat(page.locator(".row-link")).hasCount(1);
    button("1 new task: show it").click();
    assertThat(page.locator(".row-link")).hasCount(2);
  }

  @Test
  void aHandlerIsPausedWithAReasonAndResumed() {
    String handler = "Pausable" + mark;
    Scene.task("handler", handler);
    open("#/handler/" + handler);
    button("Pause").click();
    assertThat(page.locator("dialog")).containsText("1 task waits");
    page.locator("dialog input[name=reason]").fill("the bank is closed");
    confirm("Pause");
    assertThat(page.locator(".banner.warn")).containsText("the bank is closed");
    assertThat(Scene.view("/v2/handler/view/" + handler).path("paused").asBoolean()).isTrue();
    open("#/overview");
    assertThat(page.locator(".problems")).containsText(handler + " is paused");

    open("#/handler/" + handler);
    button("Resume").click();
    confirm("Resume");
    assertThat(button("Pause")).isVisible();
    assertThat(Scene.view("/v2/handler/view/" + handler).path("paused").asBoolean()).isFalse();
  }

  @Test
  void aNodeIsDrainedWithAReasonSeenToBeAndResumed() {
    open("#/nodes");
    Locator serving = page.locator(".nodes").first().getByText("Serving");
    assertThat(serving).isVisible();
    try {
      button("Drain").click();
      assertThat(page.locator("dialog")).containsText("No other node takes tasks");
      page.locator("dialog input[name=reason]").fill("it moves");
      confirm("Drain");
      assertThat(page.locator(".nodes").first()).containsText("Drained");
      picture("node-drained");
      open("#/overview");
      assertThat(page.locator(".problems")).containsText("takes no tasks");
      String waiting = Scene.task("handler", "EchoHandler");
      open("#/nodes");
      button("Resume").click();
      confirm("Resume");
      assertThat(serving).isVisible();
      Scene.ended(waiting);
    } finally {
      String node = Scene.post("/v2/node/index", object()).path(0).path("name").asText();
      Scene.post("/v2/node/resume/" + node, null);
    }
  }

  @Test
  void aParentIsDeletedWithItsSubtasksOnlyAfterTheyWereNamed() {
    String parent = Scene.task("handler", "Nobody" + mark);
    String child = Scene.task("handler", "Child" + mark, "parent_id", parent);
    open("#/task/" + parent);
    page.getByLabel("More actions").click();
    button("Delete").click();
    confirm("Delete");
    assertThat(page.locator("dialog")).containsText("Child" + mark);
    confirm("Delete all 2");
    assertThat(page).hasURL(Pattern.compile(".*#/tasks$"));
    assertThat(Scene.post("/v2/task/index", object("filter", object("task_id", child))).size())
        .isZero();
  }

  @Test
  void aConditionThatCannotBeReadShowsWhyAndNoTasks() {
    open("#/tasks");
    search("status:nope");
    assertThat(page.locator("main .failure")).containsText("“nope” is no status.");
    assertThat(page.locator(".row-link")).hasCount(0);
  }

  @Test
  void rowsAreReachedMarkedAndActedOnByTheKeyboard() {
    Scene.failed("keys-" + mark, "one");
    Scene.failed("keys-" + mark, "two");
    open("#/tasks?q=entity:keys-" + mark);
    page.keyboard().press("j");
    page.keyboard().press("x");
    page.keyboard().press("j");
    page.keyboard().press("x");
    assertThat(page.locator(".selection")).containsText("2 tasks selected");
    picture("selection");
    button("Retry 2").click();
    assertThat(page.locator("dialog")).containsText("Retry 2 tasks?");
    confirm("Retry 2 tasks");
    assertThat(page.locator(".toasts")).containsText("2 tasks are pending again.");
    page.keyboard().press("?");
    assertThat(heading("Keyboard shortcuts")).isVisible();
    page.keyboard().press("Escape");
    page.keyboard().press("g");
    page.keyboard().press("h");
    assertThat(heading("Handlers")).isVisible();
  }

  @Test
  void aNarrowListIsSortedByAMenu() {
    Scene.failed("b-" + mark, "one");
    Scene.failed("a-" + mark, "two");
    page.setViewportSize(360, 740);
    open("#/tasks?q=entity:a-" + mark + ",b-" + mark);
    assertThat(page.locator(".col-entity").first()).containsText("a-" + mark);
    page.getByLabel("Sort by").selectOption("-entity_id");
    assertThat(page.locator(".col-entity").first()).containsText("b-" + mark);
    assertThat(page).hasURL(Pattern.compile(".*sort=-entity_id.*"));
  }

  private void search(String words) {
    page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Search")).fill(words);
    page.keyboard().press("Enter");
    settle();
  }
}
