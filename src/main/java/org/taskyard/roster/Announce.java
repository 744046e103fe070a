package org.taskyard.roster;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.taskyard.execution.node.Dispatcher;
import org.taskyard.execution.node.NodeName;
import org.taskyard.settings.Settings;
import org.taskyard.ticks.EachSecond;
import org.taskyard.ticks.Signal;

/**
 * Announces what this node serves, and the remote workers that have called it: every ten seconds,
 * and when what the node serves has changed.
 */
@ApplicationScoped
public class Announce implements EachSecond {

  private static final int EVERY = 10;

  @Resource private ManagedThreadFactory threads;

  @Inject private HeardWorkers heardWorkers;
  @Inject private Dispatcher dispatcher;
  @Inject private NodeName node;
  @Inject private Settings settings;

  private Signal announcement;
  private List<String> announced = List.of();
  private int ticks;

  @PostConstruct
  void start() {
    announcement = new Signal("announcement", threads, this::announce);
  }

  @Override
  public void tick() {
    List<String> serves = dispatcher.serves();
    if (!serves.equals(announced) || ++ticks == EVERY) {
      announced = serves;
      ticks = 0;
      announcement.raise();
    }
  }

  private void announce() {
    heardWorkers.announce(
        dispatcher.serves().stream()
            .map(handler -> Served.byNode(handler, node.name(), settings.workerSlots()))
            .toList());
  }

  @PreDestroy
  void stop() {
    announcement.close();
  }
}
