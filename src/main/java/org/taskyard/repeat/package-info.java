/**
 * Repeats of a request that creates: all of them get the first answer.
 *
 * <p>A resource reads the header by {@link org.taskyard.repeat.IdempotencyKey} and creates by
 * {@link org.taskyard.repeat.SubmitOnce}, which stores the answer ({@link
 * org.taskyard.repeat.FirstAnswer}) in the transaction that creates: both are there or neither. A
 * key that comes with another body is refused ({@link org.taskyard.repeat.IdempotencyKeyReused}).
 * {@code upkeep} forgets old answers. This room knows no feature.
 */
package org.taskyard.repeat;
