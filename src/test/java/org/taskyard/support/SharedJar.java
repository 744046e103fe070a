package org.taskyard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The runnable jar, started once for the classes that only call it; it ends with the JVM. */
public final class SharedJar {

  /** So few that a test can use them up. */
  public static final int STREAMS_PER_CALLER = 5;

  private static TaskyardProcess server;

  private SharedJar() {}

  /** The jar of this run; the first call starts it. */
  public static synchronized TaskyardProcess server() {
    if (server == null) {
      server =
          TaskyardProcess.on(data())
              .with("TASKYARD_EVENTS_PER_CALLER", Integer.toString(STREAMS_PER_CALLER))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop the jar"));
    }
    return server;
  }

  private static Path data() {
    try {
      return ScratchData.create(Path.of("target/shared-jar-data").toAbsolutePath());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
