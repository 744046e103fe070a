package org.taskyard.platform;

/** A sentence for a status that was raised without one. */
final class StatusText {

  private StatusText() {}

  static String of(int status) {
    return switch (status) {
      case 400 -> "The server cannot read this request.";
      case 401 -> "This needs a key or a token.";
      case 403 -> "This is not allowed.";
      case 404 -> "There is nothing at this path.";
      case 405 -> "This path does not take this method; the header Allow names those it takes.";
      case 406 -> "This path does not produce any of the media types in the header Accept.";
      case 413 -> "The body is larger than this path takes.";
      case 414 -> "The URI is longer than the server reads.";
      case 415 -> "This path does not take a body of this media type.";
      case 431 -> "The headers are larger than the server reads.";
      case 501 -> "The server does not know this method.";
      case 503 -> "The server cannot answer now.";
      default -> status >= 500 ? "The server failed." : "The server refuses this request.";
    };
  }
}
