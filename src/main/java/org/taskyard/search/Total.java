package org.taskyard.search;

/**
 * How many tasks a search finds in all.
 *
 * @param estimated true if counting took too long, so that the value is what the planner expects
 */
public record Total(long value, boolean estimated) {}
