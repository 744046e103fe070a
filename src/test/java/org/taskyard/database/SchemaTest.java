package org.taskyard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

/**
 * The schema is written down in a file, as the catalogues of PostgreSQL describe it, so that a
 * review sees each change.
 */
class SchemaTest {

  private static final Path WRITTEN = Path.of("src/test/resources/schema/schema.txt");
  private static final String WRITE = "taskyard.schema.write";

  /**
   * Something that is in the file, and on purpose no longer in the schema; gone from the list once
   * the file is written anew.
   *
   * @param line of the object; null: the object as a whole
   */
  private record Dropped(String object, String line, String reason) {}

  private static final List<Dropped> DROPPED = List.of();

  @Test
  void theMigrationsMakeTheSchemaThatIsWrittenDown() throws IOException, SQLException {
    assumeTrue(
        System.getProperty("taskyard.test.postgres", "").isEmpty(),
        "another version of PostgreSQL may print definitions in other words");
    TestDatabase database = TestDatabase.empty();
    database.migrate();
    SchemaText made = SchemaText.of(database);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(WRITTEN, made.toString());
      return;
    }
    assertThat(made.differencesFrom(expected()))
        .as(
            """
            The migrations (+) make another schema than %s (-). If this is what you want, write the file anew by
            mvn test -Dtest=SchemaTest -D%s=true
            and commit it with the migration.""",
            WRITTEN, WRITE)
        .isEmpty();
  }

  @Test
  void theDocumentNamesEveryTableViewAndTrigger() throws IOException {
    String document = Files.readString(Path.of("docs/schema.md"));
    Pattern named = Pattern.compile("^(?:table|view|  TRIGGER) (\\w+)", Pattern.MULTILINE);
    assertThat(named.matcher(expected().toString()).results())
        .map(found -> found.group(1))
        .filteredOn(name -> !name.matches("(task|audit)_MONTH\\d|task_event_\\d"))
        .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
  }

  private static SchemaText expected() throws IOException {
    SchemaText expected = SchemaText.parse(Files.readString(WRITTEN));
    for (Dropped dropped : DROPPED) {
      assertThat(expected.drop(dropped.object(), dropped.line()))
          .as("%s is not in %s: take it out of this test", dropped, WRITTEN)
          .isTrue();
    }
    return expected;
  }
}
