package org.taskyard.secrecy;

import java.util.List;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.ServiceException;

/** Refusals of those who ask for more than they see, or for what cannot be encrypted or found. */
public final class SecrecyErrors {

  private SecrecyErrors() {}

  /** A search depends on what its caller does not see. */
  public static final class MaskedPath extends ServiceException {
    private static final long serialVersionUID = 1L;

    private static final String FOR_YOU =
        " is masked for you. Leave the condition or the sort out, name handlers in the filter"
            + " that do not mask it, or ask for the scope task:unmasked.";
    private static final String FOR_ALL =
        " is masked, and others may read what comes of this. Leave the condition or the sort out,"
            + " or name handlers in the filter that do not mask it.";

    public MaskedPath(String path, Sight sight) {
      super(
          Kind.FORBIDDEN,
          "masked-path",
          "The search asks for what is masked",
          path + (sight == Sight.FILED ? FOR_ALL : FOR_YOU));
    }
  }

  /** A change would show what is masked. */
  public static final class WouldUnmask extends ServiceException {
    private static final long serialVersionUID = 1L;

    public WouldUnmask(String detail) {
      super(Kind.FORBIDDEN, "would-unmask", "The change would show what is masked", detail);
    }
  }

  /** A search for what is stored encrypted. */
  public static final class EncryptedPath extends ServiceException {
    private static final long serialVersionUID = 1L;

    public EncryptedPath(String path) {
      super(
          Kind.INVALID,
          "encrypted-path",
          "The search asks for what is encrypted",
          path + " is stored encrypted, so it cannot be searched.");
      put(
          "errors",
          List.of(new Faults.Fault("/filter", path + " is stored encrypted; leave it out")));
    }
  }

  /** This node has nothing to encrypt with; another one may. */
  public static final class NoKey extends ServiceException {
    private static final long serialVersionUID = 1L;

    public NoKey() {
      super(
          Kind.BUSY,
          "no-encryption-key",
          "Nothing to encrypt with",
          "A handler encrypts a part of this, and this node has no key: its operator sets"
              + " TASKYARD_ENCRYPTION_KEYS. Nothing was stored.");
    }
  }
}
