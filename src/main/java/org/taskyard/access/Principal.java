package org.taskyard.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.taskyard.refusal.ServiceException;

/**
 * Who sends a request, and what it may do.
 *
 * @param kind how it has shown who it is
 * @param id of the key or session, or the subject of the token; for the log and the audit
 * @param userId the user that it acts for; null if it stands for none
 * @param scopes what it may do
 * @param handlers those it may work for; null for any
 * @param until when its right ends; null if it does not by itself
 * @param generation which of the secrets of a key was shown, counted from 1; 0 if it was no key
 * @param tenant whose callers it is one of; null for the operators of the installation
 */
public record Principal(
    Kind kind,
    String id,
    String userId,
    Set<Scope> scopes,
    Set<String> handlers,
    Instant until,
    int generation,
    String tenant) {

  /** One of the installation. */
  public Principal(
      Kind kind,
      String id,
      String userId,
      Set<Scope> scopes,
      Set<String> handlers,
      Instant until,
      int generation) {
    this(kind, id, userId, scopes, handlers, until, generation, null);
  }

  /** One of the installation that has shown no key. */
  public Principal(
      Kind kind, String id, String userId, Set<Scope> scopes, Set<String> handlers, Instant until) {
    this(kind, id, userId, scopes, handlers, until, 0);
  }

  /** How a caller has shown who it is. */
  public enum Kind {
    /** Not at all: {@code TASKYARD_AUTH=none}. */
    NOBODY,
    /** By a key. */
    KEY,
    /** By a token of the issuer. */
    TOKEN,
    /** By signing in with a browser. */
    SESSION,
    /** The service itself. */
    SERVICE
  }

  private static final String NAMELESS = "nobody";

  /** Everybody, where nobody is asked. */
  public static final Principal NOBODY =
      new Principal(Kind.NOBODY, NAMELESS, null, EnumSet.allOf(Scope.class), null, null);

  /** The same of a tenant; of the installation if there is none. */
  public Principal of(String ofTenant) {
    return new Principal(
        kind,
        id,
        userId,
        scopes,
        handlers,
        until,
        generation,
        Owner.NO_TENANT.equals(ofTenant) ? null : ofTenant);
  }

  /** The tenant as the database has it. */
  public String tenantOrNone() {
    return tenant == null ? Owner.NO_TENANT : tenant;
  }

  /** True if it may do that. */
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /**
   * Ends what it may not do.
   *
   * @throws Forbidden without the scope
   */
  public void need(Scope scope) {
    if (!may(scope)) {
      throw new Forbidden("This needs the scope " + scope.text() + ".");
    }
  }

  /** Whose tasks it sees and touches. */
  public Owner owner() {
    String user = userId == null ? "" : userId;
    return Owner.of(tenantOrNone(), may(Scope.ALL_USERS) ? null : user);
  }

  /** It, as the creator of something. */
  public Creator creator() {
    return new Creator(owner(), userId);
  }

  /** A scope of its own for the keys of repeated requests: nobody gets another one's answer. */
  public String repeats(String operation) {
    String caller = tenant == null ? named() : "tenant " + tenant + " " + named();
    return kind == Kind.NOBODY ? operation : caller + " " + operation;
  }

  /** Whether it may work for that handler. */
  public boolean worksFor(String handler) {
    return handlers == null || handlers.contains(handler);
  }

  /** One line for the log: never anything secret. */
  public String named() {
    return kind == Kind.NOBODY ? id : kind.name().toLowerCase(java.util.Locale.ROOT) + " " + id;
  }

  /** The caller is known, and may not do this. */
  public static final class Forbidden extends ServiceException {
    private static final long serialVersionUID = 1L;

    public Forbidden(String detail) {
      super(Kind.FORBIDDEN, "forbidden", "Not allowed", detail);
    }
  }
}
