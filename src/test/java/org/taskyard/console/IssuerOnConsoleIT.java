package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.AskingServer;

/** Signing in at an issuer, as a person does it. */
class IssuerOnConsoleIT extends OnConsole {

  private static final String SIGN_IN = "Sign in with your organisation";

  @BeforeEach
  void someoneWhoMayOperate() {
    AskingServer.issuer().signsIn("alice", "operator");
  }

  @Test
  void whoSignsInAtTheIssuerComesBackToThePageThatWasWantedAndSignsOutThereToo() {
    want("#/handlers?sort=-pending");
    link(SIGN_IN).click();
    assertThat(heading("The issuer")).isVisible();
    assertThat(asked("code_challenge_method")).isEqualTo("S256");
    assertThat(asked("code_challenge")).hasSize(43);
    link("Go on").click();
    assertThat(heading("Handlers")).isVisible();
    assertThat(page).hasURL(AskingServer.api().base() + "/#/handlers?sort=-pending");
    page.locator("details.settings summary").click();
    assertThat(page.locator(".settings-body")).containsText("issuer, as alice");

    Page.WaitForRequestOptions patient = new Page.WaitForRequestOptions();
    page.waitForRequest(Pattern.compile(".*/logout\\?client_id=.*"), patient, this::signOut);
    assertThat(heading("Sign in")).isVisible();
    assertThat(page.locator("main .banner")).hasCount(0);
    assertThat(context.cookies()).noneMatch(cookie -> cookie.name.startsWith("__Host-taskyard"));
  }

  @Test
  void whoIsRefusedReadsWhyAndTriesAgain() {
    want("#/files");
    link(SIGN_IN).click();
    link("Refuse").click();
    assertThat(heading("Sign in")).isVisible();
    assertThat(alert()).containsText("did not let you in: access was denied. Try again");
    assertThat(page).hasURL(AskingServer.api().base() + "/#/files");
    picture("sign-in-denied");
    assertThat(Axe.faults(page)).isEmpty();
    link(SIGN_IN).click();
    link("Go on").click();
    assertThat(heading("Files")).isVisible();
    assertThat(page.locator(".toast")).hasCount(0);
  }

  @Test
  void aRefusalIsNotRepeatedByAReload() {
    want("#/files");
    link(SIGN_IN).click();
    link("Refuse").click();
    assertThat(alert()).isVisible();
    page.reload();
    assertThat(link(SIGN_IN)).isVisible();
    assertThat(alert()).hasCount(0);
  }

  @Test
  void twoTabsSignInAtTheSameTimeEachByItsOwnAttempt() {
    want("#/tasks");
    link(SIGN_IN).click();
    assertThat(heading("The issuer")).isVisible();
    Page one = page;
    String state = asked("state");
    String nonce = asked("nonce");
    page = context.newPage();
    watch(page);
    want("#/schedules");
    link(SIGN_IN).click();
    assertThat(heading("The issuer")).isVisible();
    assertThat(asked("state")).isNotEqualTo(state).hasSize(43);
    assertThat(asked("nonce")).isNotEqualTo(nonce).hasSize(43);

    link("Go on").click();
    assertThat(heading("Schedules")).isVisible();
    Page other = page;
    page = one;
    link("Go on").click();
    assertThat(heading("Tasks")).isVisible();
    page = other;
    link("Overview").click();
    assertThat(heading("Overview")).isVisible();
    assertThat(page.locator("nav#nav")).isVisible();
  }

  private void want(String address) {
    page.navigate(AskingServer.api().base() + "/" + address);
    assertThat(heading("Sign in")).isVisible();
  }

  private void signOut() {
    button("Sign out").click();
  }

  /** What the issuer was asked with. */
  private String asked(String name) {
    return page.url().replaceAll(".*[?&]" + name + "=([^&]*).*", "$1");
  }

  private Locator alert() {
    return page.locator("main .failure[role=alert]");
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }
}
