package org.taskyard.handlers.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** The call did not succeed this time; a later one may. */
final class CallFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private CallFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /** The place answered that it is in trouble. */
  static CallFailed answered(HttpCall call, int status) {
    return new CallFailed(call.place() + " answered " + status + ".", null);
  }

  /**
   * There was no answer. The message leaves out the addresses that were tried: they are the
   * network's own.
   */
  static CallFailed unanswered(HttpCall call, IOException why) {
    String place = call.place();
    if (why instanceof SocketTimeoutException) {
      return new CallFailed(
          place + " did not answer within " + call.timeout().toSeconds() + " s.", why);
    }
    if (why instanceof UnknownHostException) {
      return new CallFailed(place + " is not known by that name.", why);
    }
    if (why instanceof ConnectException || why instanceof NoRouteToHostException) {
      return new CallFailed(place + " could not be connected to.", why);
    }
    if (why instanceof SSLException) {
      return new CallFailed(place + " cannot be trusted: " + why.getMessage(), why);
    }
    return new CallFailed(place + " broke off (" + why.getClass().getSimpleName() + ").", why);
  }
}
