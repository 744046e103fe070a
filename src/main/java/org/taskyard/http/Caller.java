package org.taskyard.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/**
 * Whoever sent a request and waits for the answer. No standard says whether somebody still does:
 * the runnable jar asks the connection (launch/wire), other servers find out by writing
 * (docs/adr/0019-callers-who-have-gone.md).
 */
public final class Caller {

  /**
   * The attribute of a request that asks the connection, a {@link BooleanSupplier}: shared by name,
   * as the jar and the application live in class loaders of their own.
   */
  public static final String GONE = "org.taskyard.caller.gone";

  private final BooleanSupplier gone;

  private Caller(BooleanSupplier gone) {
    this.gone = gone;
  }

  /** The caller of that request, whose body has been read. */
  public static Caller of(HttpServletRequest request) {
    return new Caller(
        request.getAttribute(GONE) instanceof BooleanSupplier gone ? gone : () -> false);
  }

  /** True if the connection is known to be closed or reset; costs a call of the system. */
  public boolean hasGone() {
    return gone.getAsBoolean();
  }
}
