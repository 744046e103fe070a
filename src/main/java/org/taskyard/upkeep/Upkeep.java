package org.taskyard.upkeep;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/** Does the chores that are due, one after the other, in a thread of their own. */
@ApplicationScoped
public class Upkeep implements EachSecond {

  @Resource private ManagedThreadFactory threads;
  @Inject @Any private Instance<Chore> chores;

  private final List<Turn> turns = new ArrayList<>();
  private Signal upkeep;

  @PostConstruct
  void start() {
    chores.forEach(chore -> turns.add(new Turn(chore)));
    upkeep = new Signal("upkeep", threads, () -> turns.forEach(Turn::takeIfDue));
  }

  @Override
  public void tick() {
    upkeep.raise();
  }

  @PreDestroy
  void stop() {
    upkeep.close();
  }
}
