package org.taskyard.repeat;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Base64;
import java.util.function.Supplier;
import org.taskyard.digest.Sha256;

/**
 * Creates under an Idempotency-Key: a repeat of a request gets the first answer, whatever became of
 * the connection in between. The answer is stored in the transaction that creates, so that both are
 * there or neither.
 */
@Stateless
public class SubmitOnce {

  /**
   * An answer that can be given again.
   *
   * @param status of HTTP
   * @param location of what was made, or null
   * @param body JSON
   */
  public record Answer(int status, String location, String body) {}

  /** Waits for a concurrent request with the same key to commit, then finds its row. */
  private static final String REMEMBER =
      """
      INSERT INTO idempotency (scope, key, body_hash, status, location, body, created_at)
      VALUES (?, ?, decode(?, 'base64'), 0, NULL, '', service_clock())
      ON CONFLICT (scope, key) DO NOTHING
      """;

  private static final String COMPLETE =
      "UPDATE idempotency SET status = ?, location = ?, body = ? WHERE scope = ? AND key = ?";

  @Inject private EntityManager database;

  /**
   * Runs {@code create} in this transaction, unless the key has an answer already.
   *
   * @param scope caller and operation
   * @param body the request's bytes; a repeat must have the same
   * @throws IdempotencyKeyReused if the key came with another body before
   */
  public Answer once(String scope, String key, byte[] body, Supplier<Answer> create) {
    byte[] hash = Sha256.of(body);
    int mine =
        database
            .createNativeQuery(REMEMBER)
            .setParameter(1, scope)
            .setParameter(2, key)
            .setParameter(3, Base64.getEncoder().encodeToString(hash))
            .executeUpdate();
    if (mine == 0) {
      FirstAnswer first = database.find(FirstAnswer.class, new FirstAnswer.Key(scope, key));
      if (!first.answers(hash)) {
        throw new IdempotencyKeyReused();
      }
      return new Answer(first.status(), first.location(), first.body());
    }
    Answer answer = create.get();
    database
        .createNativeQuery(COMPLETE)
        .setParameter(1, answer.status())
        .setParameter(2, answer.location())
        .setParameter(3, answer.body())
        .setParameter(4, scope)
        .setParameter(5, key)
        .executeUpdate();
    return answer;
  }
}
