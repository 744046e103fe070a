package org.taskyard.schedule;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.access.audit.Audit;
import org.taskyard.task.TaskView;
import org.taskyard.task.create.SubmitTasks;

/** Makes a task of a schedule at once, beside those that are due; the schedule stays as it is. */
@Stateless
public class TriggerSchedule {

  @Inject private EntityManager database;

  @EJB private SubmitTasks submit;
  @Inject private Audit audit;

  /**
   * Makes the task, whether the schedule is paused or over.
   *
   * @param owner whose schedules the caller sees
   * @throws ScheduleErrors.ScheduleNotFound if there is no such schedule
   */
  public TaskView trigger(UUID id, Owner owner) {
    Schedule schedule = database.find(Schedule.class, id);
    if (schedule == null || !owner.owns(schedule.tenant, schedule.userId)) {
      throw new ScheduleErrors.ScheduleNotFound();
    }
    TaskView made = submit.one(DueTask.extra(schedule, owner));
    audit.record("schedule.trigger", id, null, Map.of("task_id", made.taskId()));
    return made;
  }
}
