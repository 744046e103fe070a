package org.taskyard.upkeep.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.taskyard.observe.Metrics;
import org.taskyard.task.TaskStatus;

/** Keeps what was seen of the handlers last, for {@code /metrics} and JMX: no look costs more. */
@ApplicationScoped
public class HandlerBoard {

  @Inject Metrics metrics;

  private volatile List<HandlerFigures> last = List.of();

  void announce(@Observes @Initialized(ApplicationScoped.class) Object start) {
    metrics.gauges(
        "taskyard_tasks",
        "Tasks that are not historized; the same on every node",
        List.of("handler", "status"),
        this::tasks);
    metrics.gauges(
        "taskyard_handler_oldest_due_seconds",
        "How long the task waits that has been due for longest; the same on every node",
        List.of("handler"),
        this::oldestDue);
  }

  /** Takes over what was seen just now. */
  public void saw(List<HandlerFigures> seen) {
    last = List.copyOf(seen);
  }

  /** The handlers that have figures of their own. */
  public List<String> handlers() {
    return last.stream()
        .map(HandlerFigures::handler)
        .filter(name -> !name.equals(TakeHandlerFigures.OTHER))
        .toList();
  }

  /** The figures of a handler, if it has its own. */
  public Optional<HandlerFigures> of(String handler) {
    return last.stream().filter(figures -> figures.handler().equals(handler)).findFirst();
  }

  /** How many tasks of that status all handlers have. */
  public long total(TaskStatus status) {
    return last.stream().mapToLong(figures -> figures.tasks().get(status)).sum();
  }

  private Map<List<String>, Double> tasks() {
    Map<List<String>, Double> tasks = new LinkedHashMap<>();
    for (HandlerFigures figures : last) {
      figures
          .tasks()
          .forEach(
              (status, count) ->
                  tasks.put(List.of(figures.handler(), status.text()), (double) count));
    }
    return tasks;
  }

  private Map<List<String>, Double> oldestDue() {
    Map<List<String>, Double> waits = new LinkedHashMap<>();
    last.forEach(figures -> waits.put(List.of(figures.handler()), figures.oldestDue()));
    return waits;
  }
}
