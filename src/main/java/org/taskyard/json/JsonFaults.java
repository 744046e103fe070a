package org.taskyard.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.refusal.ServiceException;
import org.taskyard.refusal.ServiceException.Kind;

/**
 * Why a body is not JSON by our rules, reported by place and kind, never by repeating what it
 * holds.
 */
public final class JsonFaults {

  private JsonFaults() {}

  /** The refusal of a body that the parser has given up on. */
  public static ServiceException unreadable(IOException fault) {
    if (fault instanceof JsonProcessingException json && isHalfCharacterInName(json)) {
      // well-formed for all that RFC 8259 says, but no name that could be stored or known
      return new InvalidInput(
          "", "a name in it holds half of a surrogate pair, which is no character");
    }
    String detail =
        fault instanceof JsonProcessingException json
            ? "The body is unreadable" + place(json.getLocation()) + ": " + reason(json) + "."
            : fault instanceof Utf8.Other other
                ? "The body is not JSON in UTF-8: " + other.getMessage() + "."
                // not the parser's: bytes that are not UTF-8, or a connection that broke
                : "The body is not JSON in UTF-8.";
    return new ServiceException(Kind.UNREADABLE, "unreadable", "Unreadable JSON", detail);
  }

  private static boolean isHalfCharacterInName(JsonProcessingException fault) {
    return String.valueOf(fault.getOriginalMessage()).matches("(?s).*surrogate.* field name.*");
  }

  private static String place(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String reason(JsonProcessingException fault) {
    String message = String.valueOf(fault.getOriginalMessage());
    if (fault instanceof StreamConstraintsException) {
      return message.equals(Json.TOO_DEEP)
          ? "it is more than " + Json.MAX_DEPTH + " levels deep"
          : "a string in it is too long";
    }
    if (fault instanceof JsonEOFException || message.startsWith("Unexpected end-of-input")) {
      return "it ends too early";
    }
    if (message.startsWith("Duplicate")) {
      return "the same key appears twice in one object";
    }
    return fault instanceof MismatchedInputException
        ? "there is text after the end of the value"
        : "this is not JSON";
  }
}
