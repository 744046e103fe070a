package org.taskyard.launch;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * The log on the console. While the server boots it is kept back: when the start is refused, one
 * sentence says more than a page of it.
 *
 * <p>Shown is what Taskyard says from INFO, and what the server says from WARNING.
 */
public class ConsoleLog extends Handler {

  private static final int KEPT = 2000;
  private static final Deque<LogRecord> BOOT = new ArrayDeque<>();
  private static final SimpleFormatter FORM = new SimpleFormatter();
  private static final Set<String> HANG_UPS =
      Set.of(
          "Connection is closed",
          "Connection closed",
          "Broken pipe",
          "Connection reset by peer",
          "Connection reset",
          // cut off for being too slow: launch/wire
          "Write timeout exceeded when trying to flush the data",
          "The answer is taken too slowly",
          "The request comes too slowly");

  /** Says why the start takes its time; of use only at once. */
  private static final String PROGRESS = "org.taskyard.progress";

  private static boolean booting = true;

  /** The console itself; the server leads System.out and System.err into its log. */
  static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true);

  static final PrintStream ERR = new PrintStream(new FileOutputStream(FileDescriptor.err), true);

  @Override
  public void publish(LogRecord entry) {
    synchronized (BOOT) {
      if (!isLoggable(entry)) {
        return;
      }
      if (booting && !PROGRESS.equals(entry.getLoggerName())) {
        keep(entry);
      } else if (matters(entry)) {
        print(entry, OUT);
      }
    }
  }

  private static void keep(LogRecord entry) {
    if (BOOT.size() == KEPT) {
      BOOT.removeFirst();
    }
    BOOT.addLast(entry);
  }

  /**
   * The server runs: shows what mattered during the boot, and from now on what matters as it comes.
   */
  static void booted() {
    synchronized (BOOT) {
      booting = false;
      BOOT.stream().filter(ConsoleLog::matters).forEach(entry -> print(entry, OUT));
      BOOT.clear();
    }
  }

  /** The server does not run and nobody knows why: shows everything from INFO. */
  static void dump() {
    synchronized (BOOT) {
      booting = false;
      BOOT.forEach(entry -> print(entry, ERR));
      BOOT.clear();
    }
  }

  private static boolean matters(LogRecord entry) {
    String name = String.valueOf(entry.getLoggerName());
    Level least = name.startsWith("org.taskyard") ? Level.INFO : Level.WARNING;
    return entry.getLevel().intValue() >= least.intValue()
        && !isHangUp(entry.getThrown())
        && !isHangUp(entry.getMessage());
  }

  /** A caller who goes away in the middle is no event; the server reports each three times over. */
  private static boolean isHangUp(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException
          || (cause instanceof IOException
              && HANG_UPS.contains(String.valueOf(cause.getMessage())))) {
        return true;
      }
    }
    return false;
  }

  /** The web container puts what was thrown into the text. */
  private static boolean isHangUp(String text) {
    return text != null
        && HANG_UPS.stream().anyMatch(how -> text.contains("java.io.IOException: " + how));
  }

  private static void print(LogRecord entry, PrintStream out) {
    out.print(FORM.format(entry));
    out.flush();
  }

  @Override
  public void flush() {
    OUT.flush();
  }

  @Override
  public void close() {
    // the console is not ours to close
  }
}
