package org.taskyard.schedule;

import java.util.UUID;
import org.taskyard.refusal.ServiceException;

/** What can go wrong with a schedule, apart from bad input. */
final class ScheduleErrors {

  private ScheduleErrors() {}

  /** No schedule has that id. */
  static final class ScheduleNotFound extends ServiceException {
    private static final long serialVersionUID = 1L;

    ScheduleNotFound() {
      super(Kind.NOT_FOUND, "schedule-not-found", "No such schedule", "No schedule has this id.");
    }
  }

  /** The name belongs to another schedule. */
  static final class NameTaken extends ServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param owner null if it is not known
     */
    NameTaken(UUID owner) {
      super(
          Kind.CONFLICT,
          "schedule-name-taken",
          "The schedule exists already",
          "Another schedule has this name. Update that one, or choose another name.");
      if (owner != null) {
        put("location", ScheduleView.path(owner));
      }
    }
  }

  /** The caller's If-Match names another version. */
  static final class ScheduleHasChanged extends ServiceException {
    private static final long serialVersionUID = 1L;

    ScheduleHasChanged() {
      super(
          Kind.STALE,
          "schedule-has-changed",
          "The schedule has changed meanwhile",
          "If-Match names another version of the schedule. View it again and repeat the change on what it is now.");
    }
  }
}
