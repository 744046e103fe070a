package org.taskyard.repeat;

import java.util.List;
import java.util.Map;
import org.taskyard.refusal.ServiceException;

/** The same Idempotency-Key came with another body. */
public final class IdempotencyKeyReused extends ServiceException {
  private static final long serialVersionUID = 1L;

  public IdempotencyKeyReused() {
    super(
        Kind.INVALID,
        "idempotency-key-reused",
        "The Idempotency-Key belongs to another request",
        "This Idempotency-Key was used with another body within 24 hours. Use a new key for a new request.");
    put(
        "errors",
        List.of(Map.of("pointer", "", "message", "differs from the first request with this key")));
  }
}
