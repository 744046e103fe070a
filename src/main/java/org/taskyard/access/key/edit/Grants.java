package org.taskyard.access.key.edit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.taskyard.access.Owner;
import org.taskyard.access.Principal;
import org.taskyard.access.Principal.Forbidden;
import org.taskyard.access.Roles;
import org.taskyard.access.Scope;
import org.taskyard.refusal.InvalidInput;

/**
 * What a caller may do with keys, those of its tenant only. It gives scopes, handlers and users
 * that it has itself, and touches keys which have no more than that; with the scope {@code admin}
 * it may all.
 */
record Grants(Principal caller, Roles roles, boolean tenants) {

  /** What somebody can do with these depends on whose it is. */
  private static final Set<Scope> OF_USERS =
      EnumSet.of(
          Scope.TASK_READ,
          Scope.TASK_WRITE,
          Scope.TASK_DELETE,
          Scope.TASK_OPERATE,
          Scope.SCHEDULE_ADMIN);

  /**
   * The tenant of a new key: the caller's. A caller of the installation may name one.
   *
   * @throws InvalidInput if it names another one, or there are no tenants
   */
  String tenantOf(KeyInput input) {
    String own = caller.tenantOrNone();
    String wished = input.tenant() == null ? own : input.tenant();
    if (caller.tenant() != null && !wished.equals(own)) {
      throw new InvalidInput("/tenant", "another one; leave it out for a key of the own tenant");
    }
    if (!tenants && !wished.equals(Owner.NO_TENANT)) {
      throw new InvalidInput("/tenant", "there are no tenants here (TASKYARD_TENANTS)");
    }
    return wished;
  }

  /**
   * Ends with a key that would see nothing.
   *
   * @throws InvalidInput if it acts for no user, and needs one
   */
  void needUser(ApiKey key) {
    Set<Scope> scopes = scopes(key);
    if (key.userId == null && !scopes.contains(Scope.ALL_USERS)) {
      OF_USERS.stream()
          .filter(scopes::contains)
          .findFirst()
          .ifPresent(
              scope -> {
                throw new InvalidInput(
                    "/user_id",
                    "required: a key with "
                        + scope.text()
                        + " acts for one user, or has task:all-users for all of them");
              });
    }
  }

  /**
   * The rights of the key are among the caller's.
   *
   * @throws Forbidden if it has more
   */
  void cover(ApiKey key) {
    if (caller.may(Scope.ADMIN)) {
      return;
    }
    Set<Scope> beyond = EnumSet.noneOf(Scope.class);
    beyond.addAll(scopes(key));
    beyond.removeAll(caller.scopes());
    if (!beyond.isEmpty()) {
      throw new Forbidden(
          "A key with more rights than one's own needs the scope "
              + beyond.iterator().next().text()
              + ".");
    }
    List<String> handlers = key.handlers();
    if (caller.handlers() != null
        && (handlers == null || !caller.handlers().containsAll(new HashSet<>(handlers)))) {
      throw new Forbidden("A key for other handlers than one's own needs the scope admin.");
    }
    if (key.userId != null && !caller.may(Scope.ALL_USERS) && !key.userId.equals(caller.userId())) {
      throw new Forbidden("A key of another user needs the scope task:all-users.");
    }
  }

  /**
   * The key does not outlive the caller's, which would live on by it.
   *
   * @throws Forbidden if it does
   */
  void endBefore(ApiKey key) {
    Instant end = caller.until();
    boolean isKey = caller.kind() == Principal.Kind.KEY;
    if (isKey && !caller.may(Scope.ADMIN) && end != null) {
      if (key.expiresAt == null || key.expiresAt.isAfter(end)) {
        throw new Forbidden("A key that lives longer than the caller's needs the scope admin.");
      }
    }
  }

  /**
   * The key is another one than the caller's.
   *
   * @throws Forbidden if it is the same
   */
  void beAnother(ApiKey key) {
    boolean isKey = caller.kind() == Principal.Kind.KEY;
    if (isKey && !caller.may(Scope.ADMIN) && Objects.equals(caller.id(), key.keyId)) {
      throw new Forbidden("For a key to change itself it needs the scope admin.");
    }
  }

  private Set<Scope> scopes(ApiKey key) {
    return roles.scopes(Stream.concat(key.roles().stream(), key.scopes().stream()).toList());
  }
}
