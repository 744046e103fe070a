package org.taskyard.handlers.transfer;

/**
 * Follows the quotes of a CSV record from line to line, to tell where it ends and whether they are
 * in place.
 */
final class CsvQuotes {

  private enum At {
    FIELD_START,
    PLAIN,
    QUOTED,
    /**
     * Behind a quote within quotes: the end of the field, or the first half of a quote that is
     * meant.
     */
    QUOTE,
    BROKEN
  }

  private At at = At.FIELD_START;

  /**
   * Goes through a line, and returns what of it belongs to the record: a carriage return at its end
   * does only if quoted.
   */
  String through(String line) {
    boolean returns = line.endsWith("\r");
    String content = returns ? line.substring(0, line.length() - 1) : line;
    for (int i = 0; i < content.length() && at != At.BROKEN; i++) {
      at = behind(content.charAt(i));
    }
    return at == At.QUOTED ? line : content;
  }

  private At behind(char c) {
    return switch (at) {
      case FIELD_START -> c == '"' ? At.QUOTED : c == ',' ? At.FIELD_START : At.PLAIN;
      case PLAIN -> c == ',' ? At.FIELD_START : At.PLAIN;
      case QUOTED -> c == '"' ? At.QUOTE : At.QUOTED;
      case QUOTE -> c == '"' ? At.QUOTED : c == ',' ? At.FIELD_START : At.BROKEN;
      case BROKEN -> At.BROKEN;
    };
  }

  /** True if the record goes on in the next line. */
  boolean open() {
    return at == At.QUOTED;
  }

  boolean broken() {
    return at == At.BROKEN;
  }

  /** What is wrong, for the user. */
  String fault() {
    return broken()
        ? "a quote is out of place: behind a closing quote comes a comma or the end of the row, within quotes it is doubled"
        : "a quote opens a field and nothing closes it";
  }
}
