package org.taskyard.execution.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunFiguresTest {

  private final RunFigures figures = new RunFigures();

  @Test
  void whatGrewIsTakenOnce() {
    figures.began("A", 0.0001);
    figures.ran("A", 1);
    figures.ran("A", 1);
    figures.ended("A", Measure.FAILED);
    assertThat(figures.take())
        .containsExactly(
            new Figure("A", Measure.FAILED, 0, 1),
            new Figure("A", Measure.START_DELAY, 0, 1),
            new Figure("A", Measure.RUN_TIME, 20, 2));
    assertThat(figures.take()).isEmpty();
  }

  @Test
  void whatCouldNotBeWrittenIsCountedWithWhatCameMeanwhile() {
    figures.ended("A", Measure.COMPLETED);
    List<Figure> taken = figures.take();
    figures.ended("A", Measure.COMPLETED);
    figures.giveBack(taken);
    assertThat(figures.take()).containsExactly(new Figure("A", Measure.COMPLETED, 0, 2));
  }

  @Test
  void handlersBeyondTheMostShareTheirFigures() {
    for (int i = 0; i < 2 * RunFigures.MOST; i++) {
      figures.ended("Handler-" + i, Measure.COMPLETED);
    }
    List<Figure> taken = figures.take();
    assertThat(taken).hasSize(RunFigures.MOST + 1);
    assertThat(taken).contains(new Figure(RunFigures.OTHER, Measure.COMPLETED, 0, RunFigures.MOST));
  }
}
