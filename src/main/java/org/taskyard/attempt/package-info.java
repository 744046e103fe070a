/**
 * The runs of a task, for whoever asks why it failed, took so long, or ran again.
 *
 * <p>They are written where runs end (room execution, package lease; room task, when a client takes
 * a task away) and read here: {@link org.taskyard.attempt.AttemptResource} asks {@link
 * org.taskyard.attempt.ListAttempts}, which puts together the attempts that ended, the one that
 * completed the task, and the one under way, each with what its handler or worker has said.
 */
package org.taskyard.attempt;
