package org.taskyard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever changes a row of the queue names the fencing token in the condition, so that one who has
 * lost the lease changes nothing. The statements that do it otherwise stand here, each with its
 * reason, for a reader to agree or not.
 */
class FencingTest {

  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
  private static final Pattern CHANGE =
      Pattern.compile("\\b(?:UPDATE|DELETE FROM|MERGE INTO)\\s+(?:queue\\b|$)");
  private static final Pattern FENCED =
      Pattern.compile("\\btoken (?:IS NOT DISTINCT FROM|IS NULL|=)");

  /** Where, and the condition as it stands there. */
  private static final Map<String, String> REVIEWED =
      Map.of(
          "ClaimStatement: q.ctid = c.place",
          "candidate has locked the rows while their token IS NULL",
          "FinishStatement: q.task_id = ANY (ARRAY[h.task_id]) AND NOT h.cancel_requested",
          "held has locked the rows by their token",
          "FinishStatement: q.task_id = ANY (ARRAY[h.task_id]) AND h.cancel_requested",
          "held has locked the rows by their token",
          "ChangeTask: task_id = ?",
          "a client takes the lease away, or asks its holder to stop; the row is locked",
          "LeaseElsewhere: task_id = ANY (?::uuid[])",
          "a client records that the task runs elsewhere: new in this transaction, or locked",
          "DeleteTask: ",
          "a client deletes with force: nobody is left who could change anything");

  @Test
  void everyStatementAboutARunNamesItsTokenOrIsReviewed() throws IOException {
    assertThat(unfenced()).isEqualTo(new TreeSet<>(REVIEWED.keySet()));
  }

  @Test
  void whatTheReviewCallsLockedByTokenIs() throws IOException {
    assertThat(source("ClaimStatement"))
        .contains("WHERE q.ctid = next.place AND %3$s AND %4$s\n               FOR UPDATE OF q")
        .contains("branches, ClaimRules.ORDER, ClaimRules.waits(\"q\"), ClaimRules.isDue(\"q\")");
    assertThat(source("ClaimRules")).contains("row + \".token IS NULL\"");
    assertThat(source("FinishStatement"))
        .contains("WHERE q.token IS NOT DISTINCT FROM e.token\n            FOR UPDATE OF q");
  }

  /** Class and condition of each statement that does not name the token in it. */
  private static Set<String> unfenced() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Map.Entry<String, String> source : sources().entrySet()) {
      for (MatchResult literal : LITERAL.matcher(source.getValue()).results().toList()) {
        String sql = literal.group(1) == null ? literal.group(2) : literal.group(1);
        Matcher change = CHANGE.matcher(sql);
        while (change.find()) {
          String condition = condition(sql.substring(change.start()));
          if (!FENCED.matcher(condition).find()) {
            found.add(source.getKey() + ": " + condition);
          }
        }
      }
    }
    return found;
  }

  /** The WHERE of a statement, which ends with it or with the parenthesis around it. */
  private static String condition(String sql) {
    int depth = 0;
    int end = 0;
    while (end < sql.length() && depth >= 0) {
      depth += sql.charAt(end) == '(' ? 1 : sql.charAt(end) == ')' ? -1 : 0;
      end++;
    }
    String statement = sql.substring(0, depth < 0 ? end - 1 : end);
    int where = statement.indexOf("WHERE ");
    return where < 0
        ? ""
        : statement
            .substring(where + "WHERE ".length())
            .replaceAll("(?s)RETURNING.*", "")
            .replaceAll("\\s+", " ")
            .strip();
  }

  private static String source(String name) throws IOException {
    return sources().get(name);
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(Path.of("src/main/java"))) {
      List<Path> files = paths.filter(path -> path.toString().endsWith(".java")).toList();
      for (Path file : files) {
        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return sources;
  }
}
