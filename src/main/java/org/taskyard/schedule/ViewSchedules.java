package org.taskyard.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;
import org.taskyard.secrecy.SearchGuard;
import org.taskyard.secrecy.Sight;

/** Shows one schedule, or a page of those that a search finds. */
@Stateless
public class ViewSchedules {

  private static final Fields<Root<Schedule>> FIELDS =
      Fields.of(
          List.of(
              Field.of("schedule_id", Type.ID, row -> row.get(Schedule_.scheduleId)),
              Field.of("name", Type.TEXT, row -> row.get(Schedule_.name)),
              Field.orNull("cron", Type.TEXT, row -> row.get(Schedule_.cron)),
              Field.of("time_zone", Type.TEXT, row -> row.get(Schedule_.timeZone)),
              Field.orNull("starts_at", Type.MOMENT, row -> row.get(Schedule_.startsAt)),
              Field.orNull("ends_at", Type.MOMENT, row -> row.get(Schedule_.endsAt)),
              Field.of("misfire", Type.TEXT, row -> row.get(Schedule_.misfire)),
              Field.of("max_misfires", Type.INTEGER, row -> row.get(Schedule_.maxMisfires)),
              Field.of("paused", Type.FLAG, row -> row.get(Schedule_.paused)),
              Field.of("handler", Type.TEXT, row -> row.get(Schedule_.handler)),
              Field.of("tenant", Type.TEXT, row -> row.get(Schedule_.tenant)),
              Field.orNull("user_id", Type.TEXT, row -> row.get(Schedule_.userId)),
              Field.orNull("entity_id", Type.TEXT, row -> row.get(Schedule_.entityId)),
              Field.orNull("request", Type.JSON, row -> row.get(Schedule_.request)),
              Field.of("priority", Type.INTEGER, row -> row.get(Schedule_.priority)),
              Field.orNull("max_attempts", Type.INTEGER, row -> row.get(Schedule_.maxAttempts)),
              Field.orNull("tags", Type.TAGS, row -> row.get(Schedule_.tags)),
              Field.orNull("next_run_at", Type.MOMENT, row -> row.get(Schedule_.nextRunAt)),
              Field.orNull("last_run_at", Type.MOMENT, row -> row.get(Schedule_.lastRunAt)),
              Field.orNull("last_task_id", Type.ID, row -> row.get(Schedule_.lastTaskId)),
              Field.of("created_at", Type.MOMENT, row -> row.get(Schedule_.createdAt)),
              Field.of("updated_at", Type.MOMENT, row -> row.get(Schedule_.updatedAt))));

  private static Listing<Schedule> schedules(Owner owner) {
    return new Listing<>(
        Schedule.class,
        FIELDS,
        (criteria, schedule) ->
            owner.owns(criteria, schedule.get(Schedule_.tenant), schedule.get(Schedule_.userId)),
        "-created_at");
  }

  @Inject private EntityManager database;
  @Inject private SearchGuard guard;

  /**
   * The schedule as it is now.
   *
   * @param owner whose schedules the caller sees
   * @throws ScheduleErrors.ScheduleNotFound if there is none
   */
  public ScheduleView one(UUID id, Owner owner) {
    return some(List.of(id), owner).stream()
        .findFirst()
        .orElseThrow(ScheduleErrors.ScheduleNotFound::new);
  }

  /**
   * The page asked for, of ids; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all schedules, newest first
   * @param sight what the caller sees of them
   */
  public Page<UUID> page(JsonNode body, Owner owner, Sight sight) {
    return schedules(owner).keys(database, body, search -> guard.check(search, sight));
  }

  /**
   * These schedules in their order, without those that are gone; a few, since each may be large.
   */
  public List<ScheduleView> some(List<UUID> ids, Owner owner) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Schedule> query = criteria.createQuery(Schedule.class);
    Root<Schedule> schedule = query.from(Schedule.class);
    query
        .select(schedule)
        .where(
            schedule.get(Schedule_.scheduleId).in(ids),
            owner.owns(criteria, schedule.get(Schedule_.tenant), schedule.get(Schedule_.userId)));
    return database.createQuery(query).getResultList().stream()
        .sorted(Comparator.comparing(found -> ids.indexOf(found.scheduleId)))
        .map(ScheduleView::of)
        .toList();
  }
}
