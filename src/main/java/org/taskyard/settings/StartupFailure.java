package org.taskyard.settings;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * The start is refused, with the reason in one sentence: in the log, and to the launcher through a
 * system property.
 */
public final class StartupFailure extends RuntimeException {

  /** Where the launcher, outside of the application's class loader, finds the sentence. */
  public static final String PROPERTY = "taskyard.startup.failure";

  private static final Logger LOG = Logger.getLogger(StartupFailure.class.getName());

  /** Per deployment, which has classes of its own: the next one that fails says why, too. */
  private static boolean published;

  private StartupFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * Publishes the sentence, unless an earlier one is there already: the first is the cause of the
   * others.
   */
  public static synchronized StartupFailure because(String sentence, Throwable cause) {
    String line = sentence.lines().collect(Collectors.joining(" "));
    if (!published || System.getProperty(PROPERTY) == null) {
      published = true;
      System.setProperty(PROPERTY, line);
      LOG.log(Level.SEVERE, "Taskyard does not start: {0}", line);
    }
    return new StartupFailure(line, cause);
  }
}
