package org.taskyard.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.taskyard.support.TestDatabase;

/**
 * A schema as text: objects in the order of their names, each with its lines. It is the same for
 * each way of migrations to the same schema, and in each month.
 *
 * @param objects the lines of each; a column, a constraint, a trigger are lines of their table
 */
record SchemaText(Map<String, List<String>> objects) {

  private static final Path QUERY = Path.of("src/test/resources/schema/describe.sql");

  private static final String TABLES =
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'flyway_schema_history'
      """;

  private static final String MONTHS =
      """
      SELECT to_char(service_clock() AT TIME ZONE 'UTC' + make_interval(months => ahead), 'YYYYMM') AS month
      FROM generate_series(0, 3) AS ahead
      """;

  /** What a table that is not empty tells of the time at which it was filled. */
  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+[+-][\\d:]+");

  /** The schema of a database. */
  static SchemaText of(TestDatabase database) throws IOException, SQLException {
    Map<String, List<String>> objects = new TreeMap<>();
    try (Connection connection = database.source().getConnection()) {
      rows(connection, "SELECT set_config('TimeZone', 'UTC', false)");
      String sql =
          "SELECT * FROM (%s) AS d ORDER BY object COLLATE \"C\", part, line COLLATE \"C\"";
      for (List<String> row : rows(connection, sql.formatted(Files.readString(QUERY)))) {
        add(objects, row.get(0), row.get(2));
      }
      for (List<String> table : rows(connection, TABLES)) {
        String content = "SELECT to_jsonb(t)::text AS row FROM \"%s\" t ORDER BY row";
        for (List<String> row : rows(connection, content.formatted(table.get(0)))) {
          add(
              objects,
              "table " + table.get(0),
              "row " + MOMENT.matcher(row.get(0)).replaceAll("…"));
        }
      }
      return parse(withoutMonths(new SchemaText(objects).toString(), rows(connection, MONTHS)));
    }
  }

  private static void add(Map<String, List<String>> objects, String object, String line) {
    List<String> lines = objects.computeIfAbsent(object, name -> new ArrayList<>());
    if (!line.isEmpty()) {
      // of a text of several lines the second and later ones are set in, so that it stays one
      lines.add(line.strip().replace("\n", "\n    "));
    }
  }

  /** The first months of history and audit are this one and the next ones. */
  private static String withoutMonths(String text, List<List<String>> months) {
    String without = text;
    for (int i = 0; i < months.size(); i++) {
      String month = months.get(i).get(0);
      String first = month.substring(0, 4) + "-" + month.substring(4) + "-01";
      without = without.replace(month, "MONTH" + (i + 1)).replace(first, "MONTH" + (i + 1));
    }
    return without;
  }

  private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Reads what {@link #toString} wrote. */
  static SchemaText parse(String text) {
    Map<String, List<String>> objects = new TreeMap<>();
    List<String> lines = List.of();
    for (String line : text.lines().toList()) {
      if (!line.startsWith("  ")) {
        lines = objects.computeIfAbsent(line, name -> new ArrayList<>());
      } else if (line.startsWith("    ")) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "\n" + line);
      } else {
        lines.add(line.substring(2));
      }
    }
    return new SchemaText(objects);
  }

  /** Takes an object, or one of its lines, away; false if it was not there. */
  boolean drop(String object, String line) {
    return line == null
        ? objects.remove(object) != null
        : objects.containsKey(object) && objects.get(object).remove(line);
  }

  /** What only the other has, each behind a minus, and what only this has, behind a plus. */
  List<String> differencesFrom(SchemaText other) {
    List<String> differences = new ArrayList<>();
    other.entries().stream()
        .filter(e -> !entries().contains(e))
        .forEach(e -> differences.add("- " + e));
    entries().stream()
        .filter(e -> !other.entries().contains(e))
        .forEach(e -> differences.add("+ " + e));
    return differences;
  }

  private Set<String> entries() {
    Set<String> entries = new LinkedHashSet<>();
    objects.forEach(
        (object, lines) -> {
          entries.add(object);
          lines.forEach(line -> entries.add(object + ": " + line));
        });
    return entries;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    objects.forEach(
        (object, lines) -> {
          text.append(object).append('\n');
          lines.forEach(line -> text.append("  ").append(line).append('\n'));
        });
    return text.toString();
  }
}
