package org.taskyard.http.problem;

/**
 * What a bare status means in words, for errors that were raised without any.
 *
 * @param slug of the page that explains it
 * @param title the same for all errors of this status
 * @param detail a sentence for the caller
 */
public record StatusText(String slug, String title, String detail) {

  /** The words for a status from 400 on. */
  public static StatusText of(int status) {
    return switch (status) {
      case 400 ->
          new StatusText("bad-request", "Bad request", "The server cannot read this request.");
      case 401 ->
          new StatusText(
              "unauthenticated", "Authentication needed", "This needs a key or a token.");
      case 403 -> new StatusText("forbidden", "Not allowed", "This is not allowed.");
      case 404 -> new StatusText("not-found", "Not found", "There is nothing at this path.");
      case 405 ->
          new StatusText(
              "method-not-allowed",
              "Method not allowed",
              "This path does not take this method; the header Allow names those it takes.");
      case 406 ->
          new StatusText(
              "not-acceptable",
              "Not acceptable",
              "This path does not produce any of the media types in the header Accept.");
      case 413 ->
          new StatusText("too-large", "Body too large", "The body is larger than this path takes.");
      case 414 ->
          new StatusText(
              "uri-too-long", "URI too long", "The URI is longer than the server reads.");
      case 415 ->
          new StatusText(
              "unsupported-media-type",
              "Unsupported media type",
              "This path does not take a body of this media type.");
      case 416 ->
          new StatusText(
              "range-not-satisfiable",
              "Range not satisfiable",
              "The range lies outside of the file.");
      case 431 ->
          new StatusText(
              "headers-too-large",
              "Headers too large",
              "The headers are larger than the server reads.");
      case 501 ->
          new StatusText(
              "method-not-allowed", "Method not known", "The server does not know this method.");
      case 503 ->
          new StatusText("unavailable", "Not available now", "The server cannot answer now.");
      case 505 ->
          new StatusText(
              "bad-request",
              "HTTP version not supported",
              "The server speaks HTTP/1.1 and HTTP/1.0.");
      default ->
          status >= 500
              ? new StatusText("internal", "Internal error", "The server failed.")
              : new StatusText("bad-request", "Bad request", "The server refuses this request.");
    };
  }
}
