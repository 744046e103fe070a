/**
 * The same execution for workers elsewhere, in any language, over plain HTTP.
 *
 * <p>{@link org.taskyard.work.WorkResource} is the door: claim, heartbeat, complete, fail, release.
 * The statements are those of the nodes (room execution, package lease); a remote worker is a
 * holder like any other, and what it says with a token that is no longer its own changes nothing.
 *
 * <p>A claim that finds nothing may wait: {@link org.taskyard.work.WaitingClaims} keeps it without
 * a thread and without a connection until {@link org.taskyard.execution.node.DueTasks} or a create
 * says that there is work; {@link org.taskyard.work.Handover} gives nothing to workers that have
 * gone.
 */
package org.taskyard.work;
