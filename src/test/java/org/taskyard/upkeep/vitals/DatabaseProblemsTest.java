package org.taskyard.upkeep.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.taskyard.upkeep.vitals.DatabaseView.Connections;
import org.taskyard.upkeep.vitals.DatabaseView.Month;
import org.taskyard.upkeep.vitals.DatabaseView.Problem;
import org.taskyard.upkeep.vitals.DatabaseView.Schema;
import org.taskyard.upkeep.vitals.DatabaseView.Slot;
import org.taskyard.upkeep.vitals.DatabaseView.Table;
import org.taskyard.upkeep.vitals.DatabaseView.Transaction;

class DatabaseProblemsTest {

  private Schema schema = new Schema("31", "31");
  private Connections connections = new Connections(10, 100, 0);
  private List<Transaction> transactions = List.of(open(299));
  private List<Slot> slots = List.of(new Slot("standby", true, 1L << 20, null));
  private List<Table> tables = List.of(table(1_000_000L, 100_001L, true));
  private List<Month> months = List.of(new Month("2027-01", null, 0));

  @Test
  void whatIsWithinItsBoundsIsNoProblem() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void anOldTransactionIsNamedWithHowToEndIt() {
    transactions = List.of(open(300));
    assertThat(problems())
        .singleElement()
        .satisfies(it -> assertThat(it.code()).isEqualTo("old_transaction"))
        .satisfies(it -> assertThat(it.text()).contains("psql", "300 s", "backend(4711)"))
        .satisfies(it -> assertThat(it.values()).containsEntry("seconds", 300L))
        .satisfies(it -> assertThat(it.values()).containsKeys("name", "state", "pid"));
  }

  @Test
  void aPreparedTransactionIsNamedByItsName() {
    transactions = List.of(new Transaction(900, null, "ann", null, null, null, "left over"));
    assertThat(problems())
        .singleElement()
        .satisfies(it -> assertThat(it.code()).isEqualTo("prepared_transaction"))
        .satisfies(it -> assertThat(it.text()).contains("left over", "ROLLBACK PREPARED"));
  }

  @Test
  void aSlotThatKeepsTheLogOrHoldsVacuumBackIsAProblem() {
    slots =
        List.of(new Slot("full", false, 1L << 30, null), new Slot("old", false, 0L, 10_000_001L));
    assertThat(codes()).containsExactly("slot_keeps_log", "slot_holds_vacuum");
  }

  @Test
  void deadRowsAreAProblemWhereTheyAreManyAndAFifthOfTheTable() {
    tables = List.of(table(500_000L, 100_001L, true), table(10L, 90_000L, true));
    assertThat(codes()).containsExactly("dead_rows");
  }

  @Test
  void allElseThatIsWrongIsSaidTheGravestFirst() {
    schema = new Schema("32", "31");
    connections = new Connections(90, 100, 2);
    tables = List.of(table(10L, 0L, false));
    months = List.of(new Month("2026-12", null, 0));
    assertThat(codes())
        .containsExactly(
            "schema_differs",
            "connections_short",
            "autovacuum_off",
            "no_month_ahead",
            "sessions_hidden");
    assertThat(problems()).extracting(Problem::text).noneMatch(text -> text.matches(".*[{}].*"));
  }

  private static Transaction open(double seconds) {
    return new Transaction(seconds, 4711, "ann", "psql", null, "idle in transaction", null);
  }

  private static Table table(long rows, long dead, boolean vacuumed) {
    return new Table("queue", rows, dead, 1L << 20, null, vacuumed);
  }

  private List<String> codes() {
    return problems().stream().map(Problem::code).toList();
  }

  private List<Problem> problems() {
    Instant at = Instant.parse("2026-12-31T23:59:59Z");
    return DatabaseProblems.of(
        new DatabaseView(
            at, "15.6", 1, schema, connections, transactions, slots, tables, months, List.of()));
  }
}
