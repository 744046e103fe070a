package org.taskyard.access;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.Objects;

/**
 * Whose tasks, files and schedules a caller sees and touches: everybody's, those of one tenant, or
 * those of one user of a tenant. It stands in the statement that looks something up, never behind
 * it: what belongs to somebody else is not found.
 *
 * <p>In Criteria by {@link #owns}; in SQL by {@link #SQL}, whose parameters are {@link #tenant} and
 * {@link #user}.
 */
public final class Owner {

  /** The tenant of what belongs to none: to the installation. */
  public static final String NO_TENANT = "";

  /** Everybody's, of all tenants. */
  public static final Owner ANYBODY = new Owner(null, null);

  /** A condition on the columns {@code tenant} and {@code user_id}, with two parameters. */
  public static final String SQL =
      "tenant IS NOT DISTINCT FROM coalesce(?::text, tenant)"
          + " AND user_id IS NOT DISTINCT FROM coalesce(?::text, user_id)";

  private final String tenant;
  private final String user;

  private Owner(String tenant, String user) {
    this.tenant = tenant;
    this.user = user;
  }

  /** Those of that user of no tenant. */
  public static Owner of(String user) {
    return new Owner(NO_TENANT, Objects.requireNonNull(user));
  }

  /**
   * Those that somebody of a tenant may see.
   *
   * @param tenant {@link #NO_TENANT} for the installation
   * @param user null for all users of the tenant; of the installation, for everybody
   */
  public static Owner of(String tenant, String user) {
    return tenant.equals(NO_TENANT) && user == null ? ANYBODY : new Owner(tenant, user);
  }

  /** A stored tenant as callers see it: null for none. */
  public static String shown(String tenant) {
    return NO_TENANT.equals(tenant) ? null : tenant;
  }

  /** The tenant; null for all of them. */
  public String tenant() {
    return tenant;
  }

  /** The user; null for everybody. */
  public String user() {
    return user;
  }

  /** The tenant of what it makes. */
  public String tenantOfNew() {
    return tenant == null ? NO_TENANT : tenant;
  }

  /** True if this is not everybody. */
  public boolean isLimited() {
    return tenant != null;
  }

  /** True if this is one user. */
  public boolean isOneUser() {
    return user != null;
  }

  /** Whether what belongs to that user (null: to nobody) of that tenant may be seen. */
  public boolean owns(String ofTenant, String userId) {
    return (tenant == null || tenant.equals(ofTenant)) && mayBeOf(userId);
  }

  /** Whether what it makes may belong to that user (null: to nobody). */
  public boolean mayBeOf(String userId) {
    return user == null || user.equals(userId);
  }

  /** The same as a predicate over the columns; always true for everybody. */
  public Predicate owns(
      CriteriaBuilder criteria, Expression<String> ofTenant, Expression<String> userId) {
    if (tenant == null) {
      return criteria.conjunction();
    }
    Predicate tenants = criteria.equal(ofTenant, tenant);
    return user == null ? tenants : criteria.and(tenants, criteria.equal(userId, user));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Owner owner
        && Objects.equals(tenant, owner.tenant)
        && Objects.equals(user, owner.user);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenant, user);
  }

  @Override
  public String toString() {
    String who = user == null ? "everybody" : user;
    return isLimited() && !tenant.isEmpty() ? who + " of " + tenant : who;
  }
}
