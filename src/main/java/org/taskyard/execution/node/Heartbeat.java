package org.taskyard.execution.node;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.Outage;
import org.taskyard.database.StatementFailed;
import org.taskyard.execution.lease.RenewLeases;
import org.taskyard.execution.lease.RenewLeases.Held;
import org.taskyard.execution.lease.RenewLeases.Kept;

/**
 * Looks after the runs that this node holds: keeps their leases, shows their progress, and stops
 * those that should not go on, in steps: flag, interrupt, give up.
 */
@ApplicationScoped
public class Heartbeat {

  /** A task in store for longer is handed back: some other node may have a slot for it. */
  static final long LONGEST_IN_STORE = TimeUnit.SECONDS.toNanos(2);

  private static final Logger LOG = Logger.getLogger(Heartbeat.class.getName());

  @EJB private RenewLeases leases;
  @Inject private Dispatcher dispatcher;
  @Inject private NodeHealth health;

  /** One round. */
  void beat() {
    List<Run> runs = List.copyOf(dispatcher.held());
    renew(runs);
    long now = System.nanoTime();
    for (Run run : runs) {
      if (run.waited(now) > LONGEST_IN_STORE) {
        run.stop(StopReason.HANDED_BACK, now);
      }
      if (run.took(now) > 0) {
        dispatcher.stillRuns(run.took(now));
      }
      stopByStep(run, now);
    }
  }

  private void renew(List<Run> runs) {
    long sent = System.nanoTime();
    List<Held> held = runs.stream().map(Run::held).toList();
    try {
      if (!runs.isEmpty()) {
        keep(runs, leases.renew(held), sent);
      }
      health.renewed();
    } catch (StatementFailed failed) {
      for (int i = 0; i < held.size(); i++) {
        runs.get(i).again(held.get(i));
      }
      if (!Outage.explains(failed)) {
        LOG.log(Level.WARNING, "{0}; tried again with the next tick", failed.getMessage());
      }
    }
  }

  private void keep(List<Run> runs, Map<UUID, Kept> kept, long sent) {
    for (Run run : runs) {
      Kept lease = kept.get(run.task().token());
      if (lease == null) {
        run.stop(StopReason.LOST, sent);
      } else {
        run.leaseEnds(sent + lease.lasts().toNanos());
        if (lease.cancelRequested()) {
          run.stop(StopReason.CANCELLED, sent);
        }
      }
    }
  }

  private void stopByStep(Run run, long now) {
    switch (run.step(now)) {
      case INTERRUPT -> run.interrupt();
      case GIVE_UP -> {
        RunLog.log(
            LOG,
            Level.INFO,
            run.task(),
            () -> "Task " + run.task().taskId() + " is given up: " + run.reason(),
            null);
        dispatcher.giveUp(run, RunTask.stopped(run));
      }
      case GO_ON -> {}
    }
  }
}
