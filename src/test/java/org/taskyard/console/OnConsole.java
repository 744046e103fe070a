package org.taskyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.taskyard.support.AskingServer;

/**
 * A test in a browser of its own: cookies, storage and one tab. It fails also by what it did not
 * ask about: an error in the browser's console, a violation of the policy, a file that is missing.
 */
abstract class OnConsole {

  /** Pictures of the pages are kept as output of the build. */
  private static final Path PICTURES = Path.of("target/screenshots");

  private static final String TELL_VIOLATIONS =
      "document.addEventListener('securitypolicyviolation', event => console.error('policy: '"
          + " + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':'"
          + " + event.lineNumber))";

  /** Looked at again and again; long only where the machine is busy. */
  private static final int PATIENCE = 30_000;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  final List<String> faults = new ArrayList<>();
  BrowserContext context;
  Page page;

  @BeforeEach
  void openTab() {
    context =
        Chromium.shared()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(1280, 860)
                    .setLocale("en-GB")
                    .setTimezoneId("Europe/Rome")
                    .setColorScheme(ColorScheme.LIGHT));
    context.setDefaultTimeout(PATIENCE);
    context.addInitScript(TELL_VIOLATIONS);
    page = context.newPage();
    watch(page);
  }

  @AfterEach
  void closeTab() {
    context.close();
    assertThat(faults).as("errors in the browser").isEmpty();
  }

  /** Reports what goes wrong in a tab. */
  void watch(Page tab) {
    tab.onConsoleMessage(this::hear);
    tab.onPageError(error -> faults.add("thrown: " + error));
    tab.onResponse(this::see);
  }

  private void hear(ConsoleMessage message) {
    // an answer of the API that is a refusal is no error of the page; others are seen below
    if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
      faults.add(message.text());
    }
  }

  private void see(Response response) {
    boolean api = response.url().contains("/v2/") || response.url().contains("/health/");
    if (!api && response.status() >= 400) {
      faults.add(response.status() + " " + response.url());
    }
  }

  /** Opens a page of the console, such as {@code #/tasks}, and waits until it is drawn. */
  void open(String address) {
    page.navigate(AskingServer.api().base() + "/" + address);
    // within the console this loads nothing anew: what is seen may still be the page before
    page.waitForFunction(
        "name => document.querySelector('app-frame')?.page?.route.name === name",
        address.replaceAll("^#/([^/?]*).*", "$1"));
    settle();
  }

  /** Waits until nothing is being fetched for the first time. */
  void settle() {
    page.waitForFunction(
        "() => document.querySelector('main h1')"
            + " && !document.querySelector('.skeleton, [aria-busy=true]')");
  }

  /** Signs in by the form, with the key that may do everything. */
  void signIn() {
    signIn(AskingServer.ADMIN);
    page.waitForSelector("nav#nav");
  }

  /** Signs in by the form. */
  void signIn(String key) {
    page.navigate(AskingServer.api().base() + "/");
    page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(key);
    button("Sign in with the key").click();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  /** Presses the button of the dialog that is open. */
  void confirm(String name) {
    page.locator("dialog")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  /** Keeps a picture of what is seen now. */
  void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }
}
