package org.taskyard.database.pool;

import java.util.function.Supplier;

/**
 * Whose rows the statements of this thread see, where there are tenants: those of the tenant whose
 * request it serves, or whose task it runs; else, as for all that the service does by itself, those
 * of all. Each transaction says it to the database, whose rules hold it to that
 * (V016__tenants.sql). A second wall: every statement names the tenant itself.
 */
public final class SeenTenant {

  /** Of all tenants. */
  public static final String ALL = "*";

  private static final ThreadLocal<String> LIMITED = new ThreadLocal<>();

  private SeenTenant() {}

  /** The tenant, or {@link #ALL}. */
  public static String now() {
    String tenant = LIMITED.get();
    return tenant == null ? ALL : tenant;
  }

  /**
   * Does some work that sees the rows of that tenant.
   *
   * @param tenant whose rows are seen; null or empty for all
   */
  public static <T> T of(String tenant, Supplier<T> work) {
    try (Limit limit = limit(tenant)) {
      return work.get();
    }
  }

  /**
   * Limits this thread until it is closed.
   *
   * @param tenant whose rows are seen; null or empty for all
   */
  public static Limit limit(String tenant) {
    Limit limit = new Limit(LIMITED.get());
    set(tenant == null || tenant.isEmpty() || tenant.equals(ALL) ? null : tenant);
    return limit;
  }

  private static void set(String tenant) {
    if (tenant == null) {
      LIMITED.remove();
    } else {
      LIMITED.set(tenant);
    }
  }

  /** What is to be ended. */
  public static final class Limit implements AutoCloseable {
    private final String before;

    private Limit(String before) {
      this.before = before;
    }

    @Override
    public void close() {
      set(before);
    }
  }
}
