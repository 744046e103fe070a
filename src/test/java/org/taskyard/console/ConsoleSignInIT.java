package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.AskingServer;

/** Who one is, and what one is offered. */
class ConsoleSignInIT extends OnConsole {

  @Test
  void aWrongKeyIsRefusedAndTheRightOneLeadsToThePageThatWasWanted() {
    page.navigate(AskingServer.api().base() + "/#/handlers");
    assertThat(heading("Sign in")).isVisible();
    page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill("tyk_nobody");
    button("Sign in with the key").click();
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).isVisible();
    picture("sign-in-refused");

    page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(AskingServer.ADMIN);
    button("Sign in with the key").click();
    assertThat(heading("Handlers")).isVisible();
  }

  @Test
  void whoSignsOutIsOutAlsoWithTheBackButton() {
    signIn();
    page.locator("details.settings summary").click();
    button("Sign out").click();
    assertThat(heading("Sign in")).isVisible();
    page.reload();
    assertThat(heading("Sign in")).isVisible();
    assertThat(context.cookies()).noneMatch(cookie -> cookie.name.equals("__Host-taskyard"));
  }

  @Test
  void whatOneMayNotDoIsNotOffered() {
    String id = Scene.failed("order-rights", "no");
    signIn(Scene.key("viewer", null));
    page.waitForSelector("nav#nav");
    assertThat(page.locator("nav#nav")).not().containsText("Keys");
    assertThat(page.locator("nav#nav")).not().containsText("Audit");
    assertThat(page.locator("a.new-task")).isHidden();
    open("#/task/" + id);
    assertThat(button("Retry")).hasCount(0);
    assertThat(button("More actions")).hasCount(0);
    open("#/keys");
    assertThat(heading("Nothing here")).isVisible();
  }

  @Test
  void whoBelongsToATenantSeesWhichAndIsOfferedNothingOfTheInstallation() {
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url().replaceFirst(".*/v2/", "")));
    page.route("**/v2/me", ConsoleSignInIT::asOneOfATenant);
    signIn();
    page.reload();
    assertThat(page.locator(".settings > summary .tenant")).hasText("acme");
    asked.clear();
    String waiting = Scene.task("handler", "OfATenant" + UUID.randomUUID());
    for (String address : List.of("#/tasks", "#/overview", "#/new", "#/new-schedule")) {
      open(address);
    }
    for (String address : List.of("#/handlers", "#/handler/EchoHandler", "#/nodes", "#/database")) {
      open(address);
      assertThat(page.locator("nav#nav a[href='" + address + "']")).hasCount(0);
      assertThat(heading("Nothing here")).isVisible();
    }
    open("#/task/" + waiting);
    assertThat(page.locator(".reasons")).isVisible();
    assertThat(page.locator("main a[href*='#/handler'], main a[href*='#/nodes']")).hasCount(0);
    assertThat(asked)
        .contains("task/stats")
        .noneMatch(path -> path.matches("(handler|node|database)/.*|task/trend.*"));
  }

  private static void asOneOfATenant(com.microsoft.playwright.Route route) {
    APIResponse answer = route.fetch();
    route.fulfill(
        new com.microsoft.playwright.Route.FulfillOptions()
            .setResponse(answer)
            .setBody(answer.text().replaceFirst("\\{", "{\"tenant\": \"acme\", ")));
  }

  @Test
  void theEndOfASessionIsAnnouncedAndCanBePutOff() {
    page.clock().install();
    signIn();
    page.waitForSelector("nav#nav");
    page.clock().fastForward("28:00");
    assertThat(page.locator(".session-end")).containsText("You will be signed out in");
    button("Stay signed in").click();
    assertThat(page.locator(".session-end")).hasCount(0);
  }
}
