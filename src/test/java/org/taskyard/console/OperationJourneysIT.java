package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Eventually;

/** One action on many tasks, from the search to what became of each. */
class OperationJourneysIT extends OnConsole {

  private static final int MANY = 3_000;

  private final String handler = "Many" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void begin() {
    signIn();
  }

  @Test
  void allThatMatchAreRetriedStoppedHalfWayAndGoneOnWith() {
    failed(MANY);
    open("#/tasks?q=handler:" + handler);
    button("Act on all 3,000…").click();
    preview("Retry");
    assertThat(page.locator(".matched")).containsText("3,000 tasks would run again");
    assertThat(page.locator("dialog .sample li")).hasCount(20);
    picture("operation-preview");
    assertThat(Axe.faults(page, "dialog")).isEmpty();
    page.locator("dialog input[name=reason]").fill("the bank is back");
    confirm("Retry 3,000 tasks");

    assertThat(page).hasURL(Pattern.compile(".*#/operation/.*"));
    String id = page.url().replaceAll(".*/", "");
    Eventually.holds("some are done", () -> done(id) > 0);
    button("Stop").click();
    confirm("Stop");
    assertThat(heading("Retry 3,000 tasks Cancelled")).isVisible();
    int done = done(id);
    assertThat(done).isBetween(1, MANY - 1);
    assertThat(tab("Done")).containsText(String.format("%,d", done));
    assertThat(page.locator(".facts")).containsText("the bank is back");
    assertThat(page.locator(".facts")).containsText("handler:" + handler);
    picture("operation-stopped");
    assertThat(Axe.faults(page)).isEmpty();

    button("Go on").click();
    assertThat(page.locator("dialog")).containsText("tasks that are left");
    confirm("Go on");
    assertThat(heading("Retry 3,000 tasks Completed"))
        .isVisible(
            new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                .setTimeout(300_000));
    assertThat(tab("Done")).containsText("3,000");
    tab("Refused").click();
    assertThat(page.locator("main")).containsText("No task has this outcome.");
  }

  @Test
  void theMarkedTasksAreDeletedWithTheirSubtasksByForceOnly() {
    String parent = Scene.task("handler", handler);
    String child = Scene.task("handler", "Child" + handler, "parent_id", parent);
    open("#/tasks?q=handler:" + handler);
    page.getByLabel("Select all rows of this page").check();
    button("More for this one…").click();
    preview("Delete");
    assertThat(page.locator(".previewed"))
        .containsText("A task with subtasks or files is refused.");
    confirm("Delete 1 task");
    assertThat(heading("Delete 1 task Completed")).isVisible();
    assertThat(page.locator(".items tbody tr")).containsText(handler);
    assertThat(page.locator(".items .status")).hasText(new String[] {"Pending", "Refused"});

    open("#/tasks?q=handler:" + handler);
    button("Act on all 1…").click();
    choose("Delete");
    page.getByLabel("With their subtasks and files, also while they run").check();
    confirm("Preview");
    confirm("Delete 1 task");
    assertThat(heading("Delete with subtasks and files 1 task Completed")).isVisible();
    Map<String, Object> both = object("filter", object("task_id", List.of(parent, child)));
    assertThat(Scene.post("/v2/task/index", both).size()).isZero();
  }

  @Test
  void aPreviewThatHasExpiredIsShownAnewBeforeAnythingIsDone() {
    failed(1);
    open("#/tasks?q=handler:" + handler);
    button("Act on all 1…").click();
    page.route(
        "**/v2/operation/create",
        route ->
            route.fulfill(
                new com.microsoft.playwright.Route.FulfillOptions()
                    .setStatus(404)
                    .setBody("{\"type\": \"/docs/problems/preview-not-found\"}")),
        new Page.RouteOptions().setTimes(1));
    preview("Retry");
    assertThat(page.locator(".matched")).isVisible();
    failed(1);
    confirm("Retry 1 task");
    assertThat(page.locator("dialog .banner")).containsText("The preview had expired.");
    confirm("Retry 2 tasks");
    assertThat(heading("Retry 2 tasks Completed")).isVisible();
  }

  @Test
  void allTasksWithoutAConditionHaveToBeTicked() {
    failed(1);
    open("#/tasks");
    button("Act on all").first().click();
    choose("Change priority");
    confirm("Preview");
    Locator tick = page.getByLabel("Yes, all tasks: there is no condition");
    assertThat(tick).isFocused(); // the browser leads to what is missing
    assertThat(page.locator("dialog .previewed")).hasCount(0);
    tick.check();
    confirm("Preview");
    assertThat(page.locator("dialog .previewed")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
  }

  @Test
  void whatOneMayNotDoToOneTaskIsNotOfferedForMany() {
    String user = "u-" + handler;
    Scene.task("handler", handler, "user_id", user);
    context.clearCookies();
    signIn(Scene.key("viewer", null));
    page.waitForSelector("nav#nav");
    open("#/tasks?q=handler:" + handler);
    assertThat(page.locator(".row-link")).hasCount(1);
    assertThat(button("Act on all")).hasCount(0);

    context.clearCookies();
    signIn(Scene.key("user", user));
    page.waitForSelector("nav#nav");
    open("#/tasks?q=handler:" + handler);
    button("Act on all").click();
    choose("Delete");
    assertThat(page.locator("dialog input[name=force]")).hasCount(0);
    preview("Change tags");
    assertThat(page.locator("dialog .failure")).containsText("/add_tags");
    page.locator("dialog input[name=add]").fill("seen, twice");
    confirm("Preview");
    confirm("Change 1 task");
    assertThat(heading("Change tags: +seen +twice 1 task Completed")).isVisible();
    open("#/operations");
    assertThat(page.locator(".operations")).containsText("1 done, 0 refused, 0 skipped");
  }

  @Test
  void aGroupOfErrorsIsRetriedWhereItIsSeen() {
    Scene.failed("a-" + handler, "the bank " + handler + " said 17");
    Scene.failed("a-" + handler, "the bank " + handler + " said 18");
    Scene.failed("a-" + handler, "another fault");
    open("#/errors?q=entity:a-" + handler);
    Locator group = page.locator(".errors tbody tr").first();
    assertThat(group).containsText("said <n>");
    picture("errors-of-entity");
    group
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("2").setExact(true))
        .click();
    assertThat(page.locator(".chip").last()).containsText("error_group:");
    assertThat(page.locator(".row-link")).hasCount(2);
    page.goBack();

    button("Retry 2").click();
    confirm("Preview");
    assertThat(page.locator(".matched")).containsText("2 tasks would run again");
    confirm("Retry 2 tasks");
    assertThat(heading("Retry 2 tasks Completed")).isVisible();
    assertThat(tab("Done")).containsText("2");
  }

  private static int done(String id) {
    return Scene.view("/v2/operation/view/" + id).get("done").asInt();
  }

  private void preview(String action) {
    choose(action);
    confirm("Preview");
  }

  private void choose(String action) {
    page.locator("dialog")
        .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(action).setExact(true))
        .check();
  }

  private Locator tab(String outcome) {
    return page.locator("main .tabs a", new Page.LocatorOptions().setHasText(outcome));
  }

  /** Records failures of work that ran elsewhere; a retry makes them wait, since nobody serves. */
  private void failed(int count) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(object("handler", handler, "status", "failed"));
    }
    JsonNode made = Scene.post("/v2/task/create-batch", all);
    assertThat(made.get("created").asInt()).isEqualTo(count);
  }
}
