package org.taskyard.execution.figures;

/**
 * A number of runs.
 *
 * @param bucket of {@link Buckets}; 0 of a measure that is no span of time
 */
public record Figure(String handler, Measure measure, int bucket, long count) {}
