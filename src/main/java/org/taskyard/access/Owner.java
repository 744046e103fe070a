package org.taskyard.access;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.Objects;

/**
 * Whose tasks, files and schedules a caller sees and touches: everybody's, or those of one user. It
 * stands in the statement that looks something up, never behind it: what belongs to somebody else
 * is not found.
 *
 * <p>In Criteria by {@link #owns}; in SQL by {@link #SQL}, whose parameter is {@link #user}.
 */
public final class Owner {

  /** Everybody's. */
  public static final Owner ANYBODY = new Owner(null);

  /** To be put behind the name of a column {@code user_id}: one parameter, {@link #user}. */
  public static final String SQL = " IS NOT DISTINCT FROM coalesce(?::text, user_id)";

  private final String user;

  private Owner(String user) {
    this.user = user;
  }

  /** Those of that user. */
  public static Owner of(String user) {
    return new Owner(Objects.requireNonNull(user));
  }

  /** The user; null for everybody. */
  public String user() {
    return user;
  }

  /** True if this is not everybody. */
  public boolean isLimited() {
    return user != null;
  }

  /** Whether what belongs to that user (null: to nobody) may be seen. */
  public boolean owns(String userId) {
    return user == null || user.equals(userId);
  }

  /** The same as a predicate over the column of the user; always true for everybody. */
  public Predicate owns(CriteriaBuilder criteria, Expression<String> userId) {
    return user == null ? criteria.conjunction() : criteria.equal(userId, user);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Owner owner && Objects.equals(user, owner.user);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(user);
  }

  @Override
  public String toString() {
    return user == null ? "everybody" : user;
  }
}
