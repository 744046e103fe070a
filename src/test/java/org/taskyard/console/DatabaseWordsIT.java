package org.taskyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

/** What is wrong with the database, in the reader's language. */
class DatabaseWordsIT extends OnConsole {

  private static final String PROBLEMS =
      """
      "problems": [
        {"code": "old_transaction", "text": "in English",
         "values": {"name": "psql", "seconds": 600, "state": "idle in transaction", "pid": 4711}},
        {"code": "slot_keeps_log", "text": "in English",
         "values": {"name": "standby", "megabytes": 20480, "active": false}},
        {"code": "of_tomorrow", "text": "as the service says it", "values": {}}]""";

  @Test
  void aProblemOfTheDatabaseIsSaidInTheLanguageOfTheReader() {
    page.route("**/v2/database/view", DatabaseWordsIT::withProblems);
    signIn();
    open("#/database");
    Locator said = page.locator("main .banner");
    assertThat(said.nth(0)).containsText("A transaction of psql has been open for 10 min");
    page.locator("details.settings summary").click();
    button("Italiano").click();
    assertThat(said.nth(0)).containsText("Una transazione di psql è aperta da 10 min");
    assertThat(said.nth(0)).containsText("pg_terminate_backend(4711)");
    assertThat(said.nth(1)).containsText("trattiene 20.480 MB");
    assertThat(said.nth(1)).containsText("Usalo, o eliminalo: pg_drop_replication_slot.");
    assertThat(said.nth(2)).containsText("as the service says it");
  }

  private static void withProblems(Route route) {
    APIResponse answer = route.fetch();
    route.fulfill(
        new Route.FulfillOptions()
            .setResponse(answer)
            .setBody(answer.text().replaceFirst("\"problems\":\\[.*]", PROBLEMS)));
  }
}
