package org.taskyard.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.taskyard.support.Programs;

/**
 * The Chromium of the system, started once for all tests and driven by Playwright. Debian's, since
 * it gets Debian's security updates, and comes from where everything else comes from.
 */
final class Chromium {

  private static final String PROGRAM = "chromium";

  private static Browser browser;

  private Chromium() {}

  /** The browser of this run; the first call starts it, and installs it where it is missing. */
  static synchronized Browser shared() {
    if (browser == null) {
      Programs.need(PROGRAM);
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser = playwright.chromium().launch(options());
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "stop the browser"));
    }
    return browser;
  }

  private static BrowserType.LaunchOptions options() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(program())
        // root has no sandbox; nothing but our own server is visited
        .setArgs(
            List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-GB"));
  }

  private static Path program() {
    for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      Path program = Path.of(folder, PROGRAM);
      if (java.nio.file.Files.isExecutable(program)) {
        return program;
      }
    }
    throw new IllegalStateException(PROGRAM + " is not in the PATH");
  }
}
