package org.taskyard.search.failures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.TestDatabase;

/** What of a message differs from task to task, by the database's function. */
class PlainMessageTest {

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          no route                                             | no route
          after 30 s                                           | after <n> s
          10.0.0.1:8080 took 1,000.5 ms                        | <n> took <n> ms
          at 0x7fFA                                            | at <n>
          task 01A20aee-9141-778d-840d-aed72c9629a7 is gone    | task <id> is gone
          "Ann" and 'Bob' and `x`                              | <text> and <text> and <text>
          can't open it, it isn't there                        | can't open it, it isn't there
          """)
  void numbersIdsAndQuotedTextAreReplaced(String message, String plain) {
    assertThat(database.one("SELECT plain_message(?)", message)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"A, B, x, x, false", "A, A, x, y, false", "A, A, x 1, x 2, true"})
  void aGroupIsAHandlerATypeAndAPlainMessage(
      String handler, String otherHandler, String message, String other, boolean same) {
    String group = "SELECT error_group(?, jsonb_build_object('type', 'T', 'message', ?::text))";
    assertThat(
            database.one(group, handler, message).equals(database.one(group, otherHandler, other)))
        .isEqualTo(same);
  }
}
