/**
 * How many tasks a search finds in all ({@link org.taskyard.search.total.CountTasks}): from the
 * counters if they know ({@link org.taskyard.search.total.KeptTotal}), else task by task within a
 * time budget, else as the planner expects ({@link org.taskyard.search.total.EstimateTotal}).
 */
package org.taskyard.search.total;
