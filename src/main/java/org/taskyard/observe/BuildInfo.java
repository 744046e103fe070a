package org.taskyard.observe;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Which version this node runs; as the manifest of the WAR has it. */
@WebListener
public class BuildInfo implements ServletContextListener {

  @Inject private Metrics metrics;

  @Override
  public void contextInitialized(ServletContextEvent started) {
    announce(metrics, version(started.getServletContext()));
  }

  static void announce(Metrics metrics, String version) {
    String java = System.getProperty("java.version");
    metrics.gauge("taskyard_build_info", "Always 1", () -> 1, "version", version, "java", java);
  }

  /** The version of the application; {@code unknown} where the manifest has none. */
  public static String version(ServletContext application) {
    try (InputStream manifest = application.getResourceAsStream("/META-INF/MANIFEST.MF")) {
      String version =
          manifest == null
              ? null
              : new Manifest(manifest)
                  .getMainAttributes()
                  .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "unknown" : version;
    } catch (IOException unreadable) {
      return "unknown";
    }
  }
}
