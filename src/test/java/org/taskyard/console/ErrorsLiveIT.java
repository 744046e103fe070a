package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The groups of errors while tasks go on failing. */
class ErrorsLiveIT extends OnConsole {

  private final String entity = "err-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void begin() {
    signIn();
  }

  @Test
  void groupsAreBroughtUpToDateWhereTheyAreAndFurtherOnesOnlyAnnounced() {
    Scene.failed(entity, "the bank is closed");
    open("#/errors?q=entity:" + entity);
    assertThat(rows()).hasCount(1);
    page.evaluate("() => (window.untouched = true)");

    Scene.failed(entity, "no such account");
    Scene.failed(entity, "no such account");
    assertThat(button("1 new kind of error: show it")).isVisible();
    assertThat(rows()).hasCount(1);
    Scene.failed(entity, "the bank is closed");
    Scene.failed(entity, "the bank is closed");
    assertThat(counts()).hasText("3");
    button("1 new kind of error: show it").click();
    assertThat(counts()).hasText(new String[] {"3", "2"});

    Scene.failed(entity, "no such account");
    Scene.failed(entity, "no such account");
    assertThat(counts()).hasText(new String[] {"3", "4"});
    assertThat(page.evaluate("() => window.untouched")).isEqualTo(true);
  }

  private Locator rows() {
    return page.locator(".errors tbody tr");
  }

  private Locator counts() {
    return page.locator(".errors td.number");
  }
}
