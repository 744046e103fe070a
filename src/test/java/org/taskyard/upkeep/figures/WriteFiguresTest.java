package org.taskyard.upkeep.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.database.Sql;
import org.taskyard.database.StatementFailed;
import org.taskyard.execution.figures.Measure;
import org.taskyard.execution.figures.RunFigures;
import org.taskyard.support.TestDatabase;

/** On a database whose clock stands still. */
class WriteFiguresTest {

  private static final String COMPLETED =
      "SELECT sum(count) FROM run_figure WHERE at = '2026-11-24T10:29:00Z' AND measure = 'completed'";

  private final TestDatabase database = TestDatabase.create();

  @BeforeEach
  void stopClock() {
    setClock("2026-11-24T10:30:01Z");
  }

  private void setClock(String moment) {
    database.run(
        "CREATE OR REPLACE FUNCTION service_clock() RETURNS timestamptz LANGUAGE sql"
            + " AS $$SELECT '"
            + moment
            + "'::timestamptz$$");
  }

  private WriteFigures node(Sql sql) {
    WriteFigures node = new WriteFigures();
    node.sql = sql;
    node.figures = new RunFigures();
    return node;
  }

  @Test
  void theNodesAddUpWhatTheyCountedInTheMinuteThatHasEnded() {
    WriteFigures one = node(database.sql());
    WriteFigures other = node(database.sql());
    one.figures.ended("A", Measure.COMPLETED);
    one.figures.ran("A", 1);
    other.figures.ended("A", Measure.COMPLETED);
    assertThat(one.run()).isEqualTo(2);
    assertThat(other.run()).isEqualTo(1);
    assertThat(database.one(COMPLETED)).isEqualTo("2");
    assertThat(database.one("SELECT bucket FROM run_figure WHERE measure = 'run_time'"))
        .isEqualTo("20");
    assertThat(one.run()).isZero();
  }

  @Test
  void theNextOneIsWrittenAsSoonAsTheNextMinuteIsOver() {
    WriteFigures node = node(database.sql());
    node.run();
    assertThat(node.pauseAfter(0)).isEqualTo(Duration.ofSeconds(59));
  }

  @Test
  void whoComesLateStillWritesToTheMinuteThatHasEnded() {
    setClock("2026-11-24T10:30:29Z");
    WriteFigures node = node(database.sql());
    node.figures.ended("A", Measure.COMPLETED);
    node.run();
    assertThat(database.one(COMPLETED)).isEqualTo("1");
  }

  @Test
  void whatCannotBeWrittenIsWrittenTheNextTime() {
    TestDatabase without = TestDatabase.empty();
    WriteFigures node = node(without.sql());
    node.figures.ended("A", Measure.COMPLETED);
    assertThatThrownBy(node::run).isInstanceOf(StatementFailed.class);
    node.sql = database.sql();
    node.run();
    assertThat(database.one(COMPLETED)).isEqualTo("1");
  }
}
