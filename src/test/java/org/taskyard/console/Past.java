package org.taskyard.console;

import static org.taskyard.support.Tasks.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.taskyard.database.Sql;
import org.taskyard.support.AskingServer;

/**
 * When the tasks of the {@link Company} were made and ran. No client can say so, hence statements;
 * they know no chance, so that one picture is like the next.
 */
final class Past {

  private static final String FAULT = "UPDATE task_live SET error = ?::jsonb WHERE task_id = ?";

  private static final Map<String, List<String>> FAULTS =
      Map.of(
          Company.PAYMENTS,
          List.of(
              "{\"type\": \"GatewayTimeout\", \"message\": \"bank.example did not answer within 30 s\", \"retryable\": true}"),
          Company.INVOICES,
          List.of(
              "{\"type\": \"MailRefused\", \"message\": \"customer.example knows no such mailbox\", \"retryable\": false}",
              "{\"type\": \"TemplateFault\", \"message\": \"invoice.html, line 88: the order has no billing address\", \"retryable\": false}"),
          Company.IMAGES,
          List.of(
              "{\"type\": \"NotAnImage\", \"message\": \"front.webp ends after 65,536 of 212,480 bytes\", \"retryable\": false}"),
          Company.ORDERS,
          List.of(
              "{\"type\": \"ServiceUnavailable\", \"message\": \"marketplace.example answers 503\", \"retryable\": true}"));

  private Past() {}

  /** Of what a client has recorded as done. */
  static void ofWork() {
    run("work");
    Sql sql = new Sql(AskingServer.database());
    FAULTS.forEach(
        (handler, faults) -> {
          List<String> failed = Company.ids(object("handler", handler, "status", "failed"));
          for (int i = 0; i < failed.size(); i++) {
            sql.update("A fault", FAULT, faults.get(i % faults.size()), failed.get(i));
          }
        });
  }

  /** Runs a script of the resources; its triggers rest, for what they keep does not change. */
  static void run(String name, Object... values) {
    Path script = Path.of("src/test/resources/console/" + name + ".sql");
    try (Connection connection = AskingServer.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute(Files.readString(script).formatted(values));
    } catch (SQLException fault) {
      throw new IllegalStateException(name, fault);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
