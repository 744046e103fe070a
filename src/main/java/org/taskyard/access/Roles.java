package org.taskyard.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Named sets of scopes: those that come with the service, changed and added to by {@code
 * TASKYARD_ROLES}. A role may name others; keys and tokens may name roles and scopes alike.
 */
public final class Roles {

  private static final Map<String, List<String>> BUILT_IN =
      Map.of(
          "viewer", List.of("task:read", "task:all-users"),
          "user", List.of("task:read", "task:write", "task:delete"),
          "operator",
              List.of(
                  "user",
                  "task:operate",
                  "task:all-users",
                  "handler:admin",
                  "schedule:admin",
                  "metrics"),
          "worker", List.of("work"),
          // of the same name as the scope
          "admin", List.of("admin"));

  private final Map<String, List<String>> members;

  private Roles(Map<String, List<String>> members) {
    this.members = members;
  }

  /**
   * The roles with those of the settings.
   *
   * @param configured words by role; an empty list takes a role away
   * @throws IllegalArgumentException with a sentence, if a word is neither a role nor a scope
   */
  public static Roles with(Map<String, List<String>> configured) {
    Map<String, List<String>> members = new LinkedHashMap<>(BUILT_IN);
    members.putAll(configured);
    Roles roles = new Roles(members);
    members.forEach(
        (role, words) -> {
          for (String word : words) {
            if (!roles.knows(word)) {
              throw new IllegalArgumentException(
                  "the role " + role + " names " + word + ", which is neither a scope nor a role");
            }
          }
        });
    return roles;
  }

  /** The names of the roles, in the order of the alphabet. */
  public SortedSet<String> names() {
    return new TreeSet<>(members.keySet());
  }

  /** True for the name of a role or a scope. */
  public boolean knows(String word) {
    return members.containsKey(word) || Scope.of(word).isPresent();
  }

  /** The scopes that these roles and scopes come to; words that are neither give nothing. */
  public Set<Scope> scopes(Collection<String> words) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Set<String> seen = new LinkedHashSet<>();
    words.forEach(word -> add(word, scopes, seen));
    return scopes.contains(Scope.ADMIN) ? EnumSet.allOf(Scope.class) : scopes;
  }

  private void add(String word, Set<Scope> scopes, Set<String> seen) {
    if (!seen.add(word)) {
      return;
    }
    List<String> role = members.get(word);
    if (role == null || role.contains(word)) {
      Scope.of(word).ifPresent(scopes::add);
    }
    if (role != null) {
      role.forEach(inner -> add(inner, scopes, seen));
    }
  }
}
