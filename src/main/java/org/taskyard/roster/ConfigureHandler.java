package org.taskyard.roster;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Set;
import org.taskyard.access.audit.Audit;
import org.taskyard.database.ServiceClock;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.secrecy.Rules;
import org.taskyard.secrecy.Sealing;
import org.taskyard.secrecy.SecrecyErrors;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TasksSubmitted;

/** Changes the settings of a handler for the whole cluster: pause and resume among them. */
@Stateless
public class ConfigureHandler {

  private static final String KEEP =
      """
      INSERT INTO handler (name, updated_at) VALUES (?, service_clock()) ON CONFLICT (name) DO NOTHING
      """;

  @Inject private EntityManager database;

  @EJB private ViewHandler viewHandler;
  @Inject private Event<TasksSubmitted> submitted;
  @Inject private Audit audit;
  @Inject private Sealing sealing;

  /**
   * Changes a handler that the cluster knows.
   *
   * @param ifMatch the entity tag that its settings must have
   * @param sight what the caller sees of its tasks: whoever does not see all cannot show it either
   * @return the handler as it is now
   * @throws HandlerErrors.HandlerNotFound if the cluster does not know it
   */
  public HandlerView configure(String name, HandlerChange change, IfMatch ifMatch, Sight sight) {
    viewHandler.view(name);
    keep(name);
    HandlerSettings settings = lock(name);
    if (!ifMatch.tags().isEmpty() && !ifMatch.tags().contains(viewHandler.view(name).etag())) {
      throw new HandlerErrors.HandlerHasChanged();
    }
    return change(settings, name, change, sight);
  }

  /**
   * Pauses a handler that the cluster knows, or lets it go on.
   *
   * @throws HandlerErrors.HandlerNotFound if the cluster does not know it
   */
  public HandlerView pause(String name, boolean paused) {
    return configure(name, HandlerChange.pause(paused), IfMatch.of(null), Sight.MASKED);
  }

  /**
   * Configures a handler before anybody serves it.
   *
   * @throws HandlerErrors.HandlerIsKnown if the cluster knows it already
   */
  public HandlerView configureAhead(String name, HandlerChange change) {
    if (viewHandler.find(name).isPresent() || keep(name) == 0) {
      throw new HandlerErrors.HandlerIsKnown();
    }
    return change(lock(name), name, change, Sight.MASKED);
  }

  private HandlerView change(
      HandlerSettings settings, String name, HandlerChange change, Sight sight) {
    boolean waits = settings.paused();
    HandlerChange before = settings.all();
    Rules rules = settings.rules();
    settings.change(change, ServiceClock.now(database));
    if (sight != Sight.WHOLE && !settings.rules().maskAllOf(rules)) {
      throw new SecrecyErrors.WouldUnmask("To take a mask away needs the scope task:unmasked.");
    }
    if (change.encrypted() != null && !change.encrypted().isEmpty() && !sealing.canEncrypt()) {
      throw new InvalidInput(
          "/encrypted", "this node has no key to encrypt with; set TASKYARD_ENCRYPTION_KEYS first");
    }
    database.flush();
    audit.record("handler.update", name, before, settings.all());
    if (waits && !settings.paused()) {
      submitted.fire(TasksSubmitted.here(Set.of(name)));
    }
    return viewHandler.view(name);
  }

  private int keep(String name) {
    return database.createNativeQuery(KEEP).setParameter(1, name).executeUpdate();
  }

  private HandlerSettings lock(String name) {
    return database.find(HandlerSettings.class, name, LockModeType.PESSIMISTIC_WRITE);
  }
}
