package org.taskyard.operation;

import org.taskyard.refusal.ServiceException;

/** What can go wrong with an operation, apart from bad input. */
final class OperationErrors {

  private OperationErrors() {}

  /** No operation of the caller has that id. */
  static final class OperationNotFound extends ServiceException {
    private static final long serialVersionUID = 1L;

    OperationNotFound() {
      super(
          Kind.NOT_FOUND,
          "operation-not-found",
          "No such operation",
          "No operation has this id. One goes with its task.");
    }
  }

  /** The token names no preview that the caller can run now. */
  static final class PreviewNotFound extends ServiceException {
    private static final long serialVersionUID = 1L;

    PreviewNotFound() {
      super(
          Kind.NOT_FOUND,
          "preview-not-found",
          "No such preview",
          "The token is no preview of yours, or one of more than ten minutes ago. Preview again.");
    }
  }

  /** The filter finds more tasks than one operation acts on. */
  static final class TooManyTasks extends ServiceException {
    private static final long serialVersionUID = 1L;

    TooManyTasks(int most) {
      super(
          Kind.INVALID,
          "too-many-tasks",
          "Too many tasks for one operation",
          "One operation acts on at most "
              + most
              + " tasks. Narrow the filter, such as by a range of created_at, and preview again.");
    }
  }
}
