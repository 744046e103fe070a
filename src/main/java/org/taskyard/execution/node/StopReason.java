package org.taskyard.execution.node;

/** Why a run should stop before it is done. */
enum StopReason {
  /** A caller asked for it. */
  CANCELLED,
  /** It took longer than its handler may. */
  TIMED_OUT,
  /** The node shuts down, or has no slot for it soon: another goes on. */
  HANDED_BACK,
  /** The task is somebody else's now, or might be: whatever comes of the run is refused. */
  LOST
}
