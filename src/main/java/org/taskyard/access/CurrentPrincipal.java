package org.taskyard.access;

import jakarta.enterprise.context.RequestScoped;

/**
 * Who sends the request at hand; set by {@link AccessFilter} before any resource runs. What goes on
 * after the request, on other threads, takes the {@link Principal} or its {@link Owner} along.
 */
@RequestScoped
public class CurrentPrincipal {

  private Principal principal;

  /** The principal. */
  public Principal get() {
    if (principal == null) {
      throw new IllegalStateException("nobody has been let in");
    }
    return principal;
  }

  /** Whose tasks it sees and touches. */
  public Owner owner() {
    return get().owner();
  }

  /** It, as the creator of something. */
  public Creator creator() {
    return get().creator();
  }

  void set(Principal shown) {
    principal = shown;
  }
}
