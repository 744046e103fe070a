package org.taskyard.access;

/**
 * Who makes something that belongs to a user, and whose rights go with it: a task runs with the
 * rights of its creator.
 *
 * @param owner whose it may make
 * @param user whose it is if nothing is said; null for nobody's
 */
public record Creator(Owner owner, String user) {

  /** The service itself. */
  public static final Creator SERVICE = new Creator(Owner.ANYBODY, null);

  /** What is wrong where another user is named. */
  public static final String NOT_YOURS =
      "another user's; without the scope task:all-users leave it out, or name the own user";

  /** Who has these rights, and makes its own unless it says so. */
  public static Creator limitedTo(Owner owner) {
    return new Creator(owner, owner.user());
  }

  /**
   * Whose it is.
   *
   * @param given whether a user is named, also as null
   * @param named the user that is named
   */
  public String userOf(boolean given, String named) {
    return given && (named != null || !owner.isOneUser()) ? named : user;
  }
}
