package org.taskyard.schedule;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.access.audit.Audit;
import org.taskyard.database.ServiceClock;
import org.taskyard.http.conditional.Etag;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.secrecy.Sealing;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;

/** Creates, changes and deletes schedules on behalf of a client. */
@Stateless
public class EditSchedules {

  private static final NoArgGenerator NEW_ID = Generators.timeBasedEpochGenerator();
  private static final String UNIQUE_VIOLATION = "23505";

  @Inject EntityManager database;

  @Inject Event<SchedulesChanged> changed;
  @Inject private Audit audit;
  @Inject private Secrecy secrecy;
  @Inject private Sealing sealing;

  /**
   * Creates a schedule.
   *
   * @throws ScheduleErrors.NameTaken if another one has the name; nothing is created
   */
  public ScheduleView create(ScheduleInput input) {
    Owner owner = input.task().origin().owner();
    refuseTaken(input.name(), owner.tenantOfNew(), owner);
    Instant now = ServiceClock.now(database);
    Schedule schedule = new Schedule(NEW_ID.generate(), owner.tenantOfNew(), now);
    schedule.change(input, now);
    schedule.seal(sealing);
    database.persist(schedule);
    return recorded("schedule.create", null, stored(schedule));
  }

  /**
   * Takes over the members that the change holds. If they change the rhythm, it begins anew from
   * now on; else due times that are held up by a pause are dealt with when the pause is over.
   *
   * @param sight what the caller sees of it
   * @return the schedule as it is now
   */
  public ScheduleView change(UUID id, ScheduleInput change, IfMatch ifMatch, Sight sight) {
    Owner owner = change.task().origin().owner();
    Schedule schedule = lock(id, owner);
    if (!ifMatch.holds(
        () -> Etag.of(Json.bytes(ScheduleView.of(schedule).shown(secrecy, sight))))) {
      throw new ScheduleErrors.ScheduleHasChanged();
    }
    change.task().keepSecrets(secrecy, schedule.handler, sight);
    if (change.name() != null && !change.name().equals(schedule.name)) {
      refuseTaken(change.name(), schedule.tenant, owner);
    }
    ScheduleView before = ScheduleView.of(schedule);
    schedule.change(change, ServiceClock.now(database));
    schedule.seal(sealing);
    return recorded("schedule.update", before, stored(schedule));
  }

  /** Deletes a schedule; the tasks that it made stay. */
  public void delete(UUID id, Owner owner) {
    Schedule schedule = lock(id, owner);
    database.remove(schedule);
    audit.record(
        "schedule.delete", id, ScheduleView.of(schedule), null, secrecy.hidden(schedule.handler));
  }

  private ScheduleView recorded(String action, ScheduleView before, ScheduleView after) {
    Set<String> hidden = new HashSet<>(secrecy.hidden(after.handler()));
    hidden.addAll(before == null ? Set.of() : secrecy.hidden(before.handler()));
    audit.record(action, after.scheduleId(), before, after, hidden);
    return after;
  }

  private Schedule lock(UUID id, Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Schedule> query = criteria.createQuery(Schedule.class);
    Root<Schedule> schedule = query.from(Schedule.class);
    query
        .select(schedule)
        .where(
            criteria.equal(schedule.get(Schedule_.scheduleId), id),
            owner.owns(criteria, schedule.get(Schedule_.tenant), schedule.get(Schedule_.userId)));
    return database
        .createQuery(query)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .stream()
        .findFirst()
        .orElseThrow(ScheduleErrors.ScheduleNotFound::new);
  }

  /** Names are the tenant's: that one is taken is said, but not by which user's schedule. */
  private void refuseTaken(String name, String tenant, Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Schedule> query = criteria.createQuery(Schedule.class);
    Root<Schedule> schedule = query.from(Schedule.class);
    query
        .select(schedule)
        .where(
            criteria.equal(schedule.get(Schedule_.name), name),
            criteria.equal(schedule.get(Schedule_.tenant), tenant));
    for (Schedule other : database.createQuery(query).getResultList()) {
      throw new ScheduleErrors.NameTaken(
          owner.owns(other.tenant, other.userId) ? other.scheduleId : null);
    }
  }

  /** As stored: the database writes JSON in its own order, and the entity tag is made of that. */
  private ScheduleView stored(Schedule schedule) {
    try {
      database.flush();
    } catch (PersistenceException fault) {
      throw isTaken(fault) ? new ScheduleErrors.NameTaken(null) : fault;
    }
    database.refresh(schedule);
    changed.fire(new SchedulesChanged());
    return ScheduleView.of(schedule);
  }

  /** Somebody else took the name at this moment. */
  private static boolean isTaken(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
