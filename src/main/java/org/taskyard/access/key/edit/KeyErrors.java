package org.taskyard.access.key.edit;

import org.taskyard.refusal.ServiceException;

/** What can go wrong with a key, apart from bad input. */
final class KeyErrors {

  private KeyErrors() {}

  /** No key has that id. */
  static final class KeyNotFound extends ServiceException {
    private static final long serialVersionUID = 1L;

    KeyNotFound() {
      super(Kind.NOT_FOUND, "key-not-found", "No such key", "No key has this id.");
    }
  }

  /** The caller's If-Match names another version. */
  static final class KeyHasChanged extends ServiceException {
    private static final long serialVersionUID = 1L;

    KeyHasChanged() {
      super(
          Kind.STALE,
          "key-has-changed",
          "The key has changed meanwhile",
          "If-Match names another version of the key. View it again and repeat the change on what it is now.");
    }
  }

  /** A key that was revoked gets no other secret. */
  static final class KeyIsRevoked extends ServiceException {
    private static final long serialVersionUID = 1L;

    KeyIsRevoked() {
      super(
          Kind.CONFLICT,
          "key-is-revoked",
          "The key is revoked",
          "A revoked key stays revoked, whatever its secret. Create another key.");
    }
  }
}
