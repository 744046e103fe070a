package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.AskingServer;

/** Two tabs of one browser, and so of one session. */
class TwoTabsIT extends OnConsole {

  private static final String LOST = "You are no longer signed in";

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private Page one;
  private Page other;

  @BeforeEach
  void openBoth() {
    signIn();
    one = page;
    other = context.newPage();
    watch(other);
  }

  @Test
  void whatOneTabChangesIsSeenInTheOtherWithoutAReload() {
    String handler = "Tabs" + mark;
    String task = Scene.task("handler", handler, "entity_id", handler);
    open("#/tasks?q=entity:" + handler);
    assertThat(page.locator("td .status")).hasText("Pending");
    page.evaluate("() => (window.untouched = true)");

    page = other;
    open("#/handler/" + handler);
    page.evaluate("() => (window.untouched = true)");
    page = one;
    open("#/task/" + task);
    button("Cancel task").click();
    page.locator("dialog .submit").click();
    assertThat(heading(handler + " Cancelled")).isVisible();
    page = other;
    assertThat(page.locator(".counts a.is-pending b")).hasText("0");
    button("Pause").click();
    confirm("Pause");
    assertThat(button("Resume")).isVisible();
    page = one;
    open("#/handler/" + handler);
    assertThat(page.locator(".banner.warn")).containsText("Paused");
    page = other;
    button("Resume").click();
    confirm("Resume");
    page = one;
    assertThat(button("Pause")).isVisible();
    for (Page tab : new Page[] {one, other}) {
      assertThat(tab.evaluate("() => window.untouched")).isEqualTo(true);
    }
  }

  @Test
  void signingOutInOneTabEndsTheOtherWhichSaysSoAndGoesOnAfterTheNextSignIn() {
    page = other;
    open("#/tasks?q=entity:tabs-" + mark);
    page = one;
    page.locator("details.settings summary").click();
    button("Sign out").click();
    assertThat(heading("Sign in")).isVisible();
    assertThat(page.locator("main .banner")).hasCount(0);

    page = other;
    assertThat(heading("Sign in")).isVisible();
    assertThat(page.locator("main .banner")).containsText(LOST);
    picture("signed-out-elsewhere");
    assertThat(Axe.faults(page)).isEmpty();
    page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(AskingServer.ADMIN);
    button("Sign in with the key").click();
    assertThat(heading("Tasks")).isVisible();
    assertThat(page.locator(".chip")).containsText("entity:tabs-" + mark);

    page = one;
    comeBack();
    assertThat(heading("Overview")).isVisible();
  }

  @Test
  void whoComesBackAfterSomebodyElseSignedInFindsNothingOfBefore() {
    open("#/keys");
    assertThat(heading("Keys")).isVisible();
    page = other;
    signInAnew(Scene.key("viewer", null));
    page = one;
    comeBack();
    assertThat(heading("Nothing here")).isVisible();
    assertThat(page.locator("nav#nav")).not().containsText("Keys");
  }

  private void signInAnew(String key) {
    open("#/overview");
    page.locator("details.settings summary").click();
    button("Sign out").click();
    signIn(key);
    page.waitForSelector("nav#nav");
  }

  /** Headless tabs are all visible at all times. */
  private void comeBack() {
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
  }
}
