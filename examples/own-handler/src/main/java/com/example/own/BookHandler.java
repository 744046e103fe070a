package com.example.own;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.taskyard.execution.Handles;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;

/**
 * Books an amount on an account, which is never in the red: {@code {"account": "a", "amount": -5}}.
 *
 * <p>Transactional: the booking and the completion of the task commit together. However often the
 * task is tried, and whatever is killed in between, it is booked once or not at all.
 */
@ApplicationScoped
@Handles(value = "BookHandler", transactional = true, backoffFirstMillis = 200, maxAttempts = 50)
public class BookHandler implements TaskHandler {

  /** What a client sends. */
  public record Request(String account, BigDecimal amount) {}

  @Inject
  @Named("taskyard")
  private DataSource database;

  @Override
  public Outcome handle(TaskContext task) throws SQLException {
    Request request = task.request(Request.class);
    try (Connection connection = database.getConnection()) {
      book(connection, request, task.id());
      BigDecimal balance = balance(connection, request.account());
      if (balance.signum() < 0) {
        // takes the booking back; the task is tried again a little later
        throw new IllegalStateException("there is not enough money on the account");
      }
      return Outcome.done(JsonNodeFactory.instance.objectNode().put("balance", balance));
    }
  }

  private static void book(Connection connection, Request request, UUID task) throws SQLException {
    String sql =
        """
        INSERT INTO booking (account, amount, task_id, booked_at)
        SELECT ?, ?, ?, service_clock()
        FROM (SELECT pg_advisory_xact_lock(hashtext(?))) AS one_at_a_time
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, request.account());
      statement.setBigDecimal(2, request.amount());
      statement.setObject(3, task);
      statement.setString(4, request.account());
      statement.executeUpdate();
    }
  }

  private static BigDecimal balance(Connection connection, String account) throws SQLException {
    String sql = "SELECT sum(amount) FROM booking WHERE account = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, account);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBigDecimal(1);
      }
    }
  }
}
