package org.taskyard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Tasks.object;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each page, in light and dark and as narrow as a telephone: everybody can use it, nothing is wider
 * than the window, and a picture of it is kept.
 */
class ConsolePagesIT extends OnConsole {

  private static String task;
  private static String waiting;
  private static String schedule;
  private static String operation;
  private static String imported;

  @BeforeAll
  static void fill() {
    task = Scene.failed("order-4711", "the IBAN DE89 is unknown to the bank");
    Scene.task("handler", "ResizeImages", "user_id", "user-3", "tags", List.of("nightly"));
    Scene.ended(
        Scene.task("handler", "EchoHandler", "user_id", "user-7", "request", object("a", 1)));
    waiting = Scene.task("handler", "EchoHandler", "run_at", "2036-01-01T00:00:00Z", "priority", 9);
    operation = operation();
    imported = imported();
    schedule =
        Scene.post(
                "/v2/schedule/create",
                object(
                    "name",
                    "nightly-" + UUID.randomUUID().toString().substring(0, 8),
                    "cron",
                    "30 2 * * *",
                    "time_zone",
                    "America/New_York",
                    "handler",
                    "ExportHandler"))
            .path("schedule_id")
            .asText();
  }

  private static String imported() {
    String file = Scene.file("orders.csv", "handler,priority\nEchoHandler,5\nEchoHandler,12\n");
    String id = Scene.task("handler", "ImportHandler", "request", object("file_id", file));
    Scene.ended(id);
    return id;
  }

  private static String operation() {
    Object filter = object("user_id", "user-7");
    Object tags = object("action", "tags", "filter", filter, "add_tags", List.of("seen"));
    String token = Scene.post("/v2/operation/preview", tags).path("token").asText();
    Scene.post("/v2/operation/create", object("token", token, "reason", "looked through"));
    Scene.ended(token);
    return token;
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
    signIn();
    open(address(name));
    assertServesEverybody(name, "light");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertServesEverybody(name, "dark");
    page.setViewportSize(360, 740);
    assertServesEverybody(name, "narrow");
  }

  @Test
  void thePageToSignInServesEverybody() {
    page.navigate(org.taskyard.support.AskingServer.api().base() + "/");
    page.waitForSelector("h1");
    assertServesEverybody("sign-in", "light");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertServesEverybody("sign-in", "dark");
  }

  private static String address(String name) {
    return switch (name) {
      case "task" -> "#/task/" + task;
      case "operation" -> "#/operation/" + operation;
      case "import" -> "#/task/" + imported;
      case "waiting" -> "#/task/" + waiting;
      case "handler" -> "#/handler/EchoHandler";
      case "schedule" -> "#/schedule/" + schedule;
      default -> "#/" + name;
    };
  }

  private void assertServesEverybody(String name, String look) {
    picture(name + "-" + look);
    assertThat(Axe.faults(page)).as(name + " in " + look).isEmpty();
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " in " + look + " is not wider than the window")
        .isTrue();
  }
}
