/**
 * Traces of tasks over services, by OpenTelemetry where the server has its API.
 *
 * <p>{@link org.taskyard.trace.Traces} is what the other rooms know. A caller's trace is kept with
 * the task even if nobody here makes spans, and goes on to whom the task's handler calls.
 */
package org.taskyard.trace;
