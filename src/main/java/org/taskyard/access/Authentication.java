package org.taskyard.access;

/** A way in which callers show who they are: a bean of its own per way. */
public interface Authentication {

  /** Whether credentials of this form are its business. */
  boolean takes(Credentials credentials);

  /**
   * Whose they are.
   *
   * @throws Unauthenticated if they are nobody's, or no longer good
   */
  Principal principal(Credentials credentials);

  /**
   * Whether the right that has been shown still holds; asked about once a second for what goes on
   * after its request, such as a stream of events.
   */
  boolean stillHolds(Principal principal);
}
