/**
 * When a recurring task is due. Pure functions of given instants: nothing here asks for the time,
 * or for the database.
 *
 * <p>{@link org.taskyard.schedule.timing.CronPattern} matches the face of a clock, {@link
 * org.taskyard.schedule.timing.ZonedCron} turns what it matches into instants by the rules for
 * changes of the clock (docs/schedules.md), and {@link org.taskyard.schedule.timing.Timing} is
 * either that or an interval, between a start and an end. {@link
 * org.taskyard.schedule.timing.DueTimes} says what is to be made up for of what was missed.
 */
package org.taskyard.schedule.timing;
