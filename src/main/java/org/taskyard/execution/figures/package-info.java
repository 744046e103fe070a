/**
 * What is run, counted by handler until it is written down: ends, start delays and run times.
 *
 * <p>{@link org.taskyard.execution.figures.RunFigures} counts in memory, for a bounded number of
 * handlers; once a minute {@code upkeep.figures} takes what has grown and writes it, and {@code
 * overview.trend} shows it over time. Delays and times are counted in {@link
 * org.taskyard.execution.figures.Buckets}, so that figures of minutes and nodes can be added up and
 * still have percentiles (docs/adr/0031-figures-over-time.md).
 */
package org.taskyard.execution.figures;
