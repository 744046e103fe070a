package org.taskyard.work;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.execution.LeaseLost;
import org.taskyard.execution.lease.KeepCheckpoint;
import org.taskyard.execution.lease.RenewLeases;
import org.taskyard.execution.lease.RunReport;

/** Takes the heartbeats of a remote worker; each checkpoint in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeepWork {

  @EJB private RenewLeases renewLeases;
  @EJB private KeepCheckpoint keepCheckpoint;

  /** One result per item, in their order. */
  public List<WorkResource.Result> keep(List<Report.Item> items) {
    Map<UUID, RenewLeases.Kept> kept =
        renewLeases.renew(items.stream().map(KeepWork::held).toList());
    List<WorkResource.Result> results = new ArrayList<>();
    for (Report.Item item : items) {
      RenewLeases.Kept lease = kept.get(item.run().token());
      boolean ours = lease != null && checkpointed(item);
      results.add(
          ours
              ? new WorkResource.Result(item.run().taskId(), 200, lease.cancelRequested())
              : new WorkResource.Result(item.run().taskId(), 409, null));
    }
    return results;
  }

  private boolean checkpointed(Report.Item item) {
    if (item.json() == null) {
      return true;
    }
    try {
      RunReport run = item.run();
      keepCheckpoint.keep(run.taskId(), run.token(), item.seconds(), item.json().json());
      return true;
    } catch (LeaseLost over) {
      return false;
    }
  }

  private static RenewLeases.Held held(Report.Item item) {
    return new RenewLeases.Held(item.run(), item.seconds(), true);
  }
}
