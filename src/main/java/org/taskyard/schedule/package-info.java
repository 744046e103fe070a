/**
 * Recurring tasks.
 *
 * <p>A {@link org.taskyard.schedule.Schedule} says when it is due, by cron or an interval ({@link
 * org.taskyard.schedule.timing}), and what task to make then. {@link
 * org.taskyard.schedule.ScheduleResource} is the door for callers; {@link
 * org.taskyard.schedule.EditSchedules}, {@link org.taskyard.schedule.ViewSchedules}, {@link
 * org.taskyard.schedule.TriggerSchedule} and {@link org.taskyard.schedule.PreviewRuns} are behind
 * it.
 *
 * <p>{@link org.taskyard.schedule.ScheduleTimer} ticks on every node and lets {@link
 * org.taskyard.schedule.DueSchedules} look for what is due. {@link
 * org.taskyard.schedule.FireSchedule} takes one schedule by its row lock and makes its tasks in the
 * same transaction that notes the due time and moves on to the next one: one task for each due
 * time, however many nodes are at it, whatever is killed in between.
 */
package org.taskyard.schedule;
