package org.taskyard.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.taskyard.listing.Column;
import org.taskyard.listing.Column.Type;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;

/** Shows one schedule, or a page of those that a search finds. */
@Stateless
public class ViewSchedules {

  private static final Listing<Schedule> SCHEDULES =
      new Listing<>(
          Schedule.class,
          List.of(
              new Column<>("schedule_id", Type.ID, () -> Schedule_.scheduleId),
              new Column<>("name", Type.TEXT, () -> Schedule_.name),
              new Column<>("cron", Type.TEXT, () -> Schedule_.cron),
              new Column<>("time_zone", Type.TEXT, () -> Schedule_.timeZone),
              new Column<>("starts_at", Type.MOMENT, () -> Schedule_.startsAt),
              new Column<>("ends_at", Type.MOMENT, () -> Schedule_.endsAt),
              new Column<>("misfire", Type.TEXT, () -> Schedule_.misfire),
              new Column<>("max_misfires", Type.NUMBER, () -> Schedule_.maxMisfires),
              new Column<>("paused", Type.FLAG, () -> Schedule_.paused),
              new Column<>("handler", Type.TEXT, () -> Schedule_.handler),
              new Column<>("user_id", Type.TEXT, () -> Schedule_.userId),
              new Column<>("entity_id", Type.TEXT, () -> Schedule_.entityId),
              new Column<>("request", Type.JSON, () -> Schedule_.request),
              new Column<>("priority", Type.NUMBER, () -> Schedule_.priority),
              new Column<>("max_attempts", Type.NUMBER, () -> Schedule_.maxAttempts),
              new Column<>("tags", Type.TAGS, () -> Schedule_.tags),
              new Column<>("next_run_at", Type.MOMENT, () -> Schedule_.nextRunAt),
              new Column<>("last_run_at", Type.MOMENT, () -> Schedule_.lastRunAt),
              new Column<>("last_task_id", Type.ID, () -> Schedule_.lastTaskId),
              new Column<>("created_at", Type.MOMENT, () -> Schedule_.createdAt),
              new Column<>("updated_at", Type.MOMENT, () -> Schedule_.updatedAt)),
          (criteria, schedule) -> criteria.conjunction(),
          "-created_at");

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /**
   * The schedule as it is now.
   *
   * @throws ScheduleErrors.ScheduleNotFound if there is none
   */
  public ScheduleView one(UUID id) {
    Schedule schedule = database.find(Schedule.class, id);
    if (schedule == null) {
      throw new ScheduleErrors.ScheduleNotFound();
    }
    return ScheduleView.of(schedule);
  }

  /**
   * The page asked for, of ids; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all schedules, newest first
   */
  public Page<UUID> page(JsonNode body) {
    return SCHEDULES.keys(database, body);
  }

  /**
   * These schedules in their order, without those that are gone; a few, since each may be large.
   */
  public List<ScheduleView> some(List<UUID> ids) {
    CriteriaQuery<Schedule> query = database.getCriteriaBuilder().createQuery(Schedule.class);
    Root<Schedule> schedule = query.from(Schedule.class);
    query.select(schedule).where(schedule.get(Schedule_.scheduleId).in(ids));
    return database.createQuery(query).getResultList().stream()
        .sorted(Comparator.comparing(found -> ids.indexOf(found.scheduleId)))
        .map(ScheduleView::of)
        .toList();
  }
}
