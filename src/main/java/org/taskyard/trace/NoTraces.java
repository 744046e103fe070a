package org.taskyard.trace;

import java.util.UUID;

/** Makes no spans: what a task is created with is passed on as it came. */
final class NoTraces implements Traces {

  private record PassedOn(String traceparent) implements Current {
    @Override
    public void task(UUID id) {}

    @Override
    public void failed(String type, String message) {}
  }

  @Override
  public <T, E extends Exception> T create(
      String handler, int tasks, String traceparent, Work<T, E> work) throws E {
    return work.within(new PassedOn(Traceparent.read(traceparent)));
  }

  @Override
  public <T, E extends Exception> T process(Attempt attempt, Work<T, E> work) throws E {
    return work.within(new PassedOn(attempt.traceparent()));
  }
}
