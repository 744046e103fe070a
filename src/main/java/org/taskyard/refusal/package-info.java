/**
 * Why a call is refused.
 *
 * <p>A room throws a {@link org.taskyard.refusal.ServiceException} of its own, which names a kind,
 * a problem and what to do; bad input becomes {@link org.taskyard.refusal.InvalidInput}, with all
 * of its {@link org.taskyard.refusal.Faults} and their places. Nothing here knows HTTP: {@code
 * http.problem} turns kinds into statuses. This room knows no other.
 */
package org.taskyard.refusal;
