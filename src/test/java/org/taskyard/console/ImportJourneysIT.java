package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An import goes wrong, is understood and repaired, by the console alone. */
class ImportJourneysIT extends OnConsole {

  private static final String HEAD = "handler,priority,entity_id\n";
  private static final String REASON = "/priority: a whole number from 0 to 9 is expected";

  private final String entity = "import-" + UUID.randomUUID().toString().substring(0, 8);
  private final String name = entity + ".csv";
  private final String badRow = "EchoHandler,12," + entity;
  private final String goodRow = "EchoHandler,2," + entity;

  @BeforeEach
  void begin() {
    signIn();
  }

  @Test
  void aFailedImportIsFoundFromTheOverviewUnderstoodAndRepairedByACorrectedFile() {
    open("#/files");
    page.locator("input[type=file]").setInputFiles(file(HEAD + goodRow + "\n" + badRow + "\n"));
    Locator stored = page.locator("tr", new Page.LocatorOptions().setHasText(name));
    stored
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Import: " + name))
        .click();
    button("Create task").click();
    assertThat(heading("ImportHandler Failed")).isVisible();
    String failed = idOfPage();

    open("#/overview");
    assertThat(page.locator(".problems")).containsText("in the last hour");
    Locator latest = page.locator("a[href='#/task/" + failed + "']");
    assertThat(page.locator("main .list li").filter(having(latest))).containsText("line 3");
    latest.click();
    assertThat(heading("ImportHandler Failed")).isVisible();
    Locator panel = page.locator(".panel.import");
    assertThat(panel.locator("a[download]")).hasText(name);
    assertThat(panel).containsText("0 tasks created, 1 row rejected");
    assertThat(panel.locator("tbody td")).hasText(new String[] {"3", REASON, badRow});
    assertThat(button("Retry")).not().hasClass(Pattern.compile("primary"));
    picture("import-failed");
    assertThat(Axe.faults(page)).isEmpty();

    button("Import a corrected file").click();
    assertThat(page.getByLabel("stop")).isChecked();
    choose(file(HEAD + goodRow + "\n" + goodRow + "\n"));
    picture("import-corrected");
    assertThat(Axe.faults(page, "dialog")).isEmpty();
    confirm("Upload and import");
    assertThat(heading("ImportHandler Completed")).isVisible();
    assertThat(page.locator(".panel.import")).containsText("2 tasks created, 0 rows rejected");
    assertThat(button("Import a corrected file")).hasCount(0);
    JsonNode made = Scene.post("/v2/task/index", object("filter", object("entity_id", entity)));
    assertThat(made.size()).isEqualTo(2);
    page.locator(".facts .tag").click();
    assertThat(heading("ImportHandler Failed")).isVisible();
    assertThat(page.locator(".task-error")).containsText("Run again as");
    assertThat(page.locator(".task-error .status")).hasText("Completed");
  }

  @Test
  void rowsThatWereLeftOutAreNamedAndTheOthersAreNotImportedTwiceUnwarned() {
    String content = HEAD + goodRow + "\n" + badRow + "\n";
    String id =
        Scene.task(
            "handler", "ImportHandler", "request", object("content", content, "format", "csv"));
    Scene.ended(id);
    open("#/task/" + id);
    Locator panel = page.locator(".panel.import");
    assertThat(panel).containsText("The rows are in the request.");
    assertThat(panel.locator("tbody td")).hasText(new String[] {"3", REASON, badRow});
    button("Import a corrected file").click();
    assertThat(page.locator("dialog .effects"))
        .containsText("1 row of the old file is a task already.");
    choose(file(HEAD + goodRow + "\n"));
    confirm("Upload and import");
    assertThat(page.locator(".panel.import")).containsText("1 task created, 0 rows rejected");
  }

  @Test
  void anImportWhoseRowsAreInTheRequestIsRepairedThere() {
    String content = "handler,colour\nEchoHandler,red\n";
    String id = Scene.task("handler", "ImportHandler", "request", object("content", content));
    Scene.ended(id);
    open("#/task/" + id);
    assertThat(page.locator(".task-error")).containsText("colour");
    button("Run again, edited").click();
    page.locator("dialog textarea")
        .fill("{\"content\": \"handler,entity_id\\nEchoHandler," + entity + "\\n\"}");
    confirm("Create the new task");
    assertThat(heading("ImportHandler Completed")).isVisible();
    assertThat(page.locator(".panel.import")).containsText("1 task created");
  }

  @Test
  void anImportOfAFileThatIsGoneSaysSo() {
    String id =
        Scene.task("handler", "ImportHandler", "request", object("file_id", UUID.randomUUID()));
    Scene.ended(id);
    open("#/task/" + id);
    assertThat(page.locator(".panel.import .banner")).containsText("There is no such file");
  }

  private void choose(FilePayload file) {
    page.locator("dialog input[type=file]").setInputFiles(file);
  }

  private static Locator.FilterOptions having(Locator what) {
    return new Locator.FilterOptions().setHas(what);
  }

  private FilePayload file(String content) {
    return new FilePayload(name, "text/csv", content.getBytes(StandardCharsets.UTF_8));
  }

  private String idOfPage() {
    return page.url().replaceAll(".*/", "");
  }
}
