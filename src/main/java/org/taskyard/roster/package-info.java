/**
 * The handlers that the cluster knows: who serves them, how they are set, whether they are paused.
 *
 * <p>{@link org.taskyard.roster.HandlerResource} is the door. What it shows is the view {@code
 * handler_roster} (V010__roster.sql), searched by {@link org.taskyard.roster.SearchHandlers}; what
 * it changes is the row of {@link org.taskyard.roster.HandlerSettings}, by {@link
 * org.taskyard.roster.ConfigureHandler}. The claim reads the same row each time, so a change counts
 * from the next claim on, on every node and for every remote worker.
 *
 * <p>That somebody serves a handler is known because it says so: each node by {@link
 * org.taskyard.roster.AnnounceTimer}, for itself and for the remote workers whose claims {@link
 * org.taskyard.roster.HeardWorkers} has heard there.
 */
package org.taskyard.roster;
