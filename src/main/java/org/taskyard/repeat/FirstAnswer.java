package org.taskyard.repeat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;

/** The first answer to a request with an Idempotency-Key; repeats of the request get it again. */
@Entity
@Table(name = "idempotency")
@IdClass(FirstAnswer.Key.class)
public class FirstAnswer {

  /**
   * Whose key it is.
   *
   * @param scope caller and operation
   * @param key as sent
   */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private String scope;
    private String key;

    public Key() {}

    Key(String scope, String key) {
      this.scope = scope;
      this.key = key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && that.scope.equals(scope) && that.key.equals(key);
    }

    @Override
    public int hashCode() {
      return 31 * scope.hashCode() + key.hashCode();
    }
  }

  @Id private String scope;
  @Id private String key;

  @Column(name = "body_hash")
  private byte[] bodyHash;

  private int status;
  private String location;
  private String body;

  @Column(name = "created_at")
  private Instant createdAt;

  boolean answers(byte[] hash) {
    return Arrays.equals(bodyHash, hash);
  }

  public int status() {
    return status;
  }

  public String location() {
    return location;
  }

  public String body() {
    return body;
  }
}
