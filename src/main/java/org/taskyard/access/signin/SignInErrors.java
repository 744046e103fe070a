package org.taskyard.access.signin;

import org.taskyard.refusal.ServiceException;

/** Why nobody is signed in. */
final class SignInErrors {

  private SignInErrors() {}

  /** The browser would drop the cookie. */
  static final class HttpsNeeded extends ServiceException {
    private static final long serialVersionUID = 1L;

    HttpsNeeded() {
      super(
          Kind.FORBIDDEN,
          "https-needed",
          "Signing in needs https",
          "Browsers keep the cookie of a session on https only, and on localhost. Use https, or a"
              + " proxy with https in front that sets X-Forwarded-Proto.");
    }
  }

  /** The operator has not set this way. */
  static final class NotOffered extends ServiceException {
    private static final long serialVersionUID = 1L;

    NotOffered(String detail) {
      super(Kind.CONFLICT, "sign-in-not-offered", "No such way of signing in", detail);
    }
  }

  /** Nobody here has begun it, or too long ago, or it has ended. */
  static final class Expired extends ServiceException {
    private static final long serialVersionUID = 1L;

    Expired() {
      super(
          Kind.CONFLICT,
          "sign-in-expired",
          "This sign-in has ended",
          "This sign-in was begun more than ten minutes ago, in another browser, or has been used."
              + " Begin again.");
    }
  }

  /** The issuer, or what it has sent, says no. */
  static final class Failed extends ServiceException {
    private static final long serialVersionUID = 1L;

    /**
     * @param detail a sentence for the user, with nothing of what was sent
     */
    Failed(String detail) {
      super(Kind.FORBIDDEN, "sign-in-failed", "The sign-in has failed", detail);
    }
  }

  /** The issuer does not answer now, or everybody signs in at once. */
  static final class NotNow extends ServiceException {
    private static final long serialVersionUID = 1L;

    NotNow(String detail) {
      super(Kind.BUSY, "sign-in-unavailable", "Nobody can sign in now", detail);
    }
  }
}
