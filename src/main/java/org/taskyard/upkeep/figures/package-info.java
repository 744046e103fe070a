/**
 * Figures of runs over time (V019__figures.sql): {@link org.taskyard.upkeep.figures.WriteFigures}
 * adds what this node counted, minute by minute; {@link org.taskyard.upkeep.figures.FoldFigures}
 * makes few rows of many as they grow old, and forgets them after a week.
 */
package org.taskyard.upkeep.figures;
