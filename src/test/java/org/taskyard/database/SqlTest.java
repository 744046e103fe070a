package org.taskyard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.ApplicationException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.taskyard.support.TestBeans;
import org.taskyard.support.TestDatabase;

/** Statements of our own, on a real PostgreSQL. */
class SqlTest {

  private static final String FAILED = "It cannot be done";
  private static final UUID ID = UUID.randomUUID();

  private static TestDatabase database;
  private static Remembering source;
  private static Sql sql;

  /** Remembers the connections that it has given away. */
  private static final class Remembering extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private final transient List<Connection> given = new ArrayList<>();

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      given.add(connection);
      return connection;
    }
  }

  @BeforeAll
  static void begin() {
    database = TestDatabase.create();
    source = new Remembering();
    source.setUrl(database.source().getUrl());
    source.setUser("postgres");
    source.setStringType("unspecified");
    sql = new Sql(source);
    database.run("CREATE TABLE thing (id uuid PRIMARY KEY, name text NOT NULL)");
  }

  private static String text(String expression, Object... parameters) {
    return sql.one(
        FAILED, "SELECT (" + expression + ")::text", row -> row.getString(1), parameters);
  }

  @Test
  void aParameterIsBoundByItsType() {
    assertThat(text("?", ID)).isEqualTo(ID.toString());
    assertThat(text("?::jsonb -> 'a'", "{\"a\": [1]}")).isEqualTo("[1]");
    assertThat(text("? + ?", 1, Long.MAX_VALUE - 1)).isEqualTo("9223372036854775807");
    assertThat(text("NOT ?", true)).isEqualTo("false");
    assertThat(text("convert_from(?, 'UTF8')", "ü".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("ü");
  }

  @Test
  void nullHasTheTypeThatTheStatementWants() {
    assertThat(text("coalesce(?::bigint, 7)", (Object) null)).isEqualTo("7");
    assertThat(text("?::uuid IS NULL", (Object) null)).isEqualTo("true");
    assertThat(text("cardinality(?::text[]) IS NULL", (Object) null)).isEqualTo("true");
  }

  @Test
  void momentsOfAllYearsAreBoundExactly() {
    for (String moment :
        List.of("1400-03-01T00:00:00Z", "2026-11-29T05:00:00.123456Z", "+12026-01-01T00:00:00Z")) {
      assertThat(
              text(
                  "extract(epoch FROM ?::timestamptz)::numeric(20, 6) = ?::numeric",
                  Instant.parse(moment),
                  Instant.parse(moment).getEpochSecond()
                      + "."
                      + String.format("%09d", Instant.parse(moment).getNano())))
          .as(moment)
          .isEqualTo("true");
    }
  }

  @Test
  void whatTheDriverDoesNotKnowIsRefused() {
    assertThatExceptionOfType(StatementFailed.class).isThrownBy(() -> text("?", List.of(1)));
  }

  private static final List<String> NASTY =
      Arrays.asList("a,b", null, "", "NULL", "{}", "\"", "\\", " x ", "ü");

  private static List<String> texts(ResultSet row) throws SQLException {
    Array array = row.getArray(1);
    return Arrays.asList((String[]) array.getArray());
  }

  @Test
  void anArrayKeepsItsElementsAndItsNulls() {
    assertThat(sql.one(FAILED, "SELECT ?::text[]", SqlTest::texts, SqlArray.texts(NASTY)))
        .isEqualTo(NASTY);
    assertThat(
            text(
                "?::integer[]",
                SqlArray.of(
                    "integer", List.of("a", "", "ccc"), s -> s.isEmpty() ? null : s.length())))
        .isEqualTo("{1,NULL,3}");
    assertThat(text("? = ANY (?::uuid[])", ID, SqlArray.uuids(List.of(UUID.randomUUID(), ID))))
        .isEqualTo("true");
    assertThat(text("?::bigint[]", SqlArray.of("bigint", List.of(1L, 2L)))).isEqualTo("{1,2}");
  }

  @Test
  void anArrayAsTextIsTheSameArray() {
    assertThat(sql.one(FAILED, "SELECT ?::text[]", SqlTest::texts, SqlArray.texts(NASTY).text()))
        .isEqualTo(NASTY);
    assertThat(text("?::uuid[]", SqlArray.uuids(List.of(ID)).text())).isEqualTo("{" + ID + "}");
  }

  @Test
  void anEmptyArrayIsEmptyAndNotNull() {
    assertThat(text("cardinality(?::uuid[])", SqlArray.uuids(List.of()))).isEqualTo("0");
    assertThat(text("cardinality(?::uuid[])", SqlArray.uuids(List.of()).text())).isEqualTo("0");
  }

  @Test
  void rowsAreReadInTheirOrder() {
    assertThat(
            sql.query(FAILED, "SELECT n FROM generate_series(1, ?) AS n", row -> row.getInt(1), 3))
        .containsExactly(1, 2, 3);
    assertThat(sql.query(FAILED, "SELECT 1 WHERE false", row -> row.getInt(1))).isEmpty();
  }

  @Test
  void settingsMayPrecedeAStatementAndEndWithIt() {
    String setting = "current_setting('enable_seqscan')";
    List<String> found =
        sql.query(
            FAILED,
            "SELECT set_config('enable_seqscan', 'off', true); SELECT " + setting + " || ?",
            row -> row.getString(1),
            "!");
    assertThat(found).containsExactly("off!");
    assertThat(text(setting)).isEqualTo("on");
  }

  @Test
  void anUpdateTellsHowManyRowsItChanged() {
    UUID id = UUID.randomUUID();
    assertThat(sql.update(FAILED, "INSERT INTO thing VALUES (?, ?)", id, "a")).isEqualTo(1);
    assertThat(sql.update(FAILED, "DELETE FROM thing WHERE id = ? AND name = ?", id, "b")).isZero();
  }

  @Test
  void aUuidMayBeNull() {
    assertThat(sql.query(FAILED, "SELECT ?::uuid", Sql::uuid, ID)).containsExactly(ID);
    assertThat(sql.query(FAILED, "SELECT NULL::uuid", Sql::uuid)).containsOnlyNulls();
  }

  @Test
  void aFailureSaysWhatCouldNotBeDoneAndWhetherTheValuesAreToBlame() {
    assertThatThrownBy(() -> text("?::integer", "many"))
        .isInstanceOfSatisfying(
            StatementFailed.class, fault -> assertThat(fault.byValues()).isTrue())
        .hasMessageStartingWith(FAILED + ": ")
        .hasCauseInstanceOf(SQLException.class);
    assertThatThrownBy(() -> sql.update(FAILED, "INSERT INTO thing VALUES (?, NULL)", ID))
        .isInstanceOfSatisfying(
            StatementFailed.class, fault -> assertThat(fault.byValues()).isTrue());
    assertThatThrownBy(() -> text("nowhere"))
        .isInstanceOfSatisfying(
            StatementFailed.class, fault -> assertThat(fault.byValues()).isFalse());
  }

  @Test
  void aStatementThatRanOutOfItsTimeIsRecognizedAsCanceled() {
    assertThatThrownBy(
            () ->
                sql.within(
                    FAILED,
                    connection -> {
                      Sql.update(connection, "SET statement_timeout = 1");
                      return Sql.query(connection, "SELECT pg_sleep(10)::text", row -> 1);
                    }))
        .satisfies(fault -> assertThat(DatabaseFaults.canceled(fault)).isTrue());
  }

  @Test
  void aDatabaseThatIsAwayIsRecognized() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
    assertThatThrownBy(() -> new Sql(nowhere).update(FAILED, "SELECT 1"))
        .satisfies(fault -> assertThat(DatabaseFaults.absence(fault)).isNotNull());
  }

  @Test
  void theConnectionIsGivenBackWhateverHappens() throws SQLException {
    text("1");
    assertThatThrownBy(() -> text("nowhere")).isInstanceOf(StatementFailed.class);
    assertThatThrownBy(() -> sql.each(FAILED, "SELECT 1", row -> row.getString("none")))
        .isInstanceOf(StatementFailed.class);
    assertThatThrownBy(
            () ->
                sql.within(
                    FAILED,
                    connection -> {
                      throw new IllegalArgumentException("of the caller");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(source.given).hasSizeGreaterThanOrEqualTo(4).allMatch(SqlTest::isClosed);
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException fault) {
      throw new AssertionError(fault);
    }
  }

  @Test
  void ofATransactionThatIsRolledBackNothingStays() {
    UUID id = UUID.randomUUID();
    try (TestBeans.Transaction transaction = new TestBeans(database).begin()) {
      Sql within = transaction.bean(Sql.class);
      within.update(FAILED, "INSERT INTO thing VALUES (?, 'a')", id);
      assertThat(things(within, id)).containsExactly(id);
    }
    assertThat(things(sql, id)).isEmpty();
    assertThat(StatementFailed.class.getAnnotation(ApplicationException.class).rollback()).isTrue();
  }

  private static List<UUID> things(Sql sql, UUID id) {
    return sql.query(FAILED, "SELECT id FROM thing WHERE id = ?", Sql::uuid, id);
  }
}
