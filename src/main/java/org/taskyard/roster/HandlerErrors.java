package org.taskyard.roster;

import org.taskyard.refusal.ServiceException;

/** What can go wrong with a handler, apart from bad input. */
public final class HandlerErrors {

  private HandlerErrors() {}

  /** Nobody serves a handler of that name, no task names it, and it was never configured. */
  public static final class HandlerNotFound extends ServiceException {
    private static final long serialVersionUID = 1L;

    public HandlerNotFound() {
      super(
          Kind.NOT_FOUND,
          "handler-not-found",
          "No such handler",
          "Nobody serves a handler of this name, no task names it, and it was never configured."
              + " To configure it ahead, send If-None-Match: *.");
    }
  }

  /** The caller's If-Match names other settings. */
  public static final class HandlerHasChanged extends ServiceException {
    private static final long serialVersionUID = 1L;

    public HandlerHasChanged() {
      super(
          Kind.STALE,
          "handler-has-changed",
          "The handler's settings have changed meanwhile",
          "If-Match names other settings. View the handler again and repeat the change on what it is now.");
    }
  }

  /** A handler that was to be configured ahead is known already. */
  public static final class HandlerIsKnown extends ServiceException {
    private static final long serialVersionUID = 1L;

    public HandlerIsKnown() {
      super(
          Kind.STALE,
          "handler-is-known",
          "The handler is known already",
          "If-None-Match: * configures only a handler that is not known yet. Leave it out to change this one.");
    }
  }
}
