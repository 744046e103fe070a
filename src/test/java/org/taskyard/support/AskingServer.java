package org.taskyard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The runnable jar, started once for all tests that need it, with {@code TASKYARD_AUTH=keys,jwt},
 * an issuer of its own, and a site whose scripts may call. It ends with the test run.
 */
public final class AskingServer {

  /** The key that may do everything. */
  public static final String ADMIN = "tyk_0123456789abcdef_" + "5a".repeat(32);

  /** Of which no server is. */
  public static final String OTHER_SITE = "https://console.example.com";

  private static TestIssuer issuer;
  private static TaskyardProcess server;
  private static Path data;

  private AskingServer() {}

  /** The server; the first call starts it. */
  public static synchronized TaskyardProcess started() {
    if (server == null) {
      issuer = new TestIssuer();
      try {
        data = ScratchData.create(Path.of("target/asking-data").toAbsolutePath());
        server =
            TaskyardProcess.on(data)
                .with("TASKYARD_AUTH", "keys,jwt")
                .with("TASKYARD_ADMIN_KEY", ADMIN)
                .with("TASKYARD_JWT_ISSUER", issuer.url())
                .with("TASKYARD_JWT_AUDIENCE", TestIssuer.AUDIENCE)
                .with("TASKYARD_OIDC_CLIENT_ID", "taskyard-console")
                .with("TASKYARD_OIDC_CLIENT_SECRET", "a secret: 100%")
                .with("TASKYARD_CORS_ORIGINS", OTHER_SITE)
                .start();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop asking server"));
    }
    return server;
  }

  /** Its API. */
  public static Api api() {
    return started().api();
  }

  /** Its database, for what no client can do: moments that are over. */
  public static DataSource database() {
    started();
    try {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setPortNumbers(
          new int[] {
            Integer.parseInt(
                Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3).strip())
          });
      source.setDatabaseName("taskyard");
      source.setUser("taskyard");
      source.setPassword(Files.readString(data.resolve("password")).strip());
      source.setStringType("unspecified");
      return source;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Its issuer. */
  public static TestIssuer issuer() {
    started();
    return issuer;
  }
}
