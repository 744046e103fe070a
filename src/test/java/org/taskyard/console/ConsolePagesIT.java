package org.taskyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.AskingServer;

/**
 * Each page, in light and dark and as narrow as a telephone: everybody can use it, nothing is wider
 * than the window, and a picture of it is kept.
 */
class ConsolePagesIT extends OnConsole {

  /** The texts of rows that a box or button of theirs lies on. */
  private static final String COVERED =
      """
      () => [...document.querySelectorAll('.rows tr')].flatMap(row => {
        const controls = [...row.querySelectorAll('.pick input, .row-tools button')].map(one => one.getBoundingClientRect());
        const on = text => controls.some(one => one.width > 0 && text.left < one.right && one.left < text.right
            && text.top < one.bottom && one.top < text.bottom);
        return [...row.querySelectorAll('td:not(.pick, .row-tools)')].filter(cell => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return [...range.getClientRects()].some(on);
        }).map(cell => cell.textContent.trim());
      })
      """;

  private static final List<String> CHARTED = List.of("overview", "handler");

  private static Office office;
  private static String task;
  private static String waiting;
  private static String schedule;
  private static String operation;
  private static String imported;

  @BeforeAll
  static void fill() {
    Company.workOfADay();
    Past.ofWork();
    task = Company.refusedPayment();
    office = new Office();
    waiting = Company.backlog();
    operation = office.mended();
    office.operations();
    schedule = office.schedules();
    office.keys();
    office.files(task);
    Company.work();
    imported = Company.brokenImport();
    office.settings();
    Office.served();
    Past.run("past", task);
    Past.run("figures");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overview",
        "tasks",
        "task",
        "waiting",
        "import",
        "operations",
        "operation",
        "errors",
        "new",
        "handlers",
        "handler",
        "schedules",
        "schedule",
        "new-schedule",
        "nodes",
        "database",
        "files",
        "keys",
        "audit",
        "nowhere"
      })
  void aPageServesEverybody(String name) {
    page.setViewportSize(1280, 800);
    signIn(office.key());
    page.waitForSelector("nav#nav");
    if (CHARTED.contains(name)) {
      Past.run("figures"); // without what the workers of this test ran since
    }
    open(address(name));
    prepare(name);
    assertServesEverybody(name);
  }

  @Test
  void thePageToSignInServesEverybody() {
    page.setViewportSize(1280, 800);
    page.navigate(AskingServer.api().base() + "/");
    page.waitForSelector("h1");
    assertServesEverybody("sign-in");
  }

  private static String address(String name) {
    return switch (name) {
      case "overview" -> "#/overview?span=day";
      case "task" -> "#/task/" + task;
      case "operation" -> "#/operation/" + operation;
      case "import" -> "#/task/" + imported;
      case "waiting" -> "#/task/" + waiting;
      case "handler" -> "#/handler/" + Company.PAYMENTS + "?span=day";
      case "schedule" -> "#/schedule/" + schedule;
      default -> "#/" + name;
    };
  }

  /** Charts are drawn, and forms are seen as somebody fills them in. */
  private void prepare(String name) {
    if (CHARTED.contains(name)) {
      page.getByText("Tasks in ten minutes").first().waitFor();
      page.locator("time-chart canvas").nth(2).waitFor();
    } else if (name.equals("new")) {
      page.locator("[name=handler]").fill(Company.STOCK);
      page.locator("json-field textarea").fill("{\"warehouse\": 2, \"full\": true}");
      page.locator("[name=user]").fill("jonas.weber");
      page.locator("[name=entity]").fill("warehouse-2");
    } else if (name.equals("new-schedule")) {
      page.locator("[name=name]").fill("nightly-stock");
      page.locator("[name=handler]").fill("SyncStock");
      page.locator("[name=cron]").fill("30 2 * * MON-FRI");
      page.locator("json-field textarea").fill("{\"warehouse\": 2, \"full\": true}");
      page.locator(".plain tbody tr").first().waitFor();
    }
    page.evaluate("() => document.activeElement.blur()");
  }

  private void assertServesEverybody(String name) {
    assertServesEverybody(name, "light");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertServesEverybody(name, "dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(360, 740);
    assertServesEverybody(name, "narrow");
  }

  private void assertServesEverybody(String name, String look) {
    page.mouse().move(0, 0); // no row is pointed at
    picture(name + "-" + look);
    if (Boolean.getBoolean(Pictures.WRITE) && !name.equals("nowhere")) {
      Pictures.write(page.screenshot(), name + "-" + look);
    }
    assertThat(Axe.faults(page)).as(name + " in " + look).isEmpty();
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " in " + look + " is not wider than the window")
        .isTrue();
    assertThat((List<?>) page.evaluate(COVERED)).as(name + " in " + look).isEmpty();
  }
}
