package org.taskyard.roster;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.Optional;

/** Finds one handler by its name. */
@Stateless
public class ViewHandler {

  @Inject private EntityManager database;

  /**
   * The handler as it is now.
   *
   * @throws HandlerErrors.HandlerNotFound if the cluster does not know it
   */
  public HandlerView view(String name) {
    return find(name).orElseThrow(HandlerErrors.HandlerNotFound::new);
  }

  /** The same, or nothing. */
  public Optional<HandlerView> find(String name) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<RosterEntry> query = criteria.createQuery(RosterEntry.class);
    Root<RosterEntry> handler = query.from(RosterEntry.class);
    query.where(criteria.equal(handler.get(RosterEntry_.name), name));
    return database.createQuery(query).getResultStream().findFirst().map(this::shown);
  }

  /** Detached, so that looking again shows what has changed. */
  private HandlerView shown(RosterEntry entry) {
    database.detach(entry);
    return HandlerView.of(entry);
  }
}
