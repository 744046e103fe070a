package org.taskyard.upkeep.vitals;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the database is, as PostgreSQL's own views tell. What the role of the service may not see is
 * null. Sizes are in bytes; rows are estimates of PostgreSQL.
 *
 * @param version of PostgreSQL
 * @param size of the whole database
 * @param transactions the oldest that are open, the oldest one first
 * @param slots replication slots, those first that keep most of the log
 * @param tables the largest first, months of history apart
 * @param months of history, the latest first; those to come are made ahead
 * @param problems what to look at, the gravest first
 */
public record DatabaseView(
    Instant at,
    String version,
    long size,
    Schema schema,
    Connections connections,
    List<Transaction> transactions,
    List<Slot> slots,
    List<Table> tables,
    List<Month> months,
    List<Problem> problems) {

  /**
   * Which migration was the last.
   *
   * @param expected the one that this node has
   */
  public record Schema(String version, String expected) {}

  /**
   * Sessions of the whole server.
   *
   * @param hidden how many of this database the role may not look into
   */
  public record Connections(int used, int max, int hidden) {}

  /**
   * An open transaction.
   *
   * @param pid of its session; null, as all that follows, if it was prepared
   * @param application how the session calls itself
   * @param address of its client; null for this machine
   * @param prepared its name, if it was prepared
   */
  public record Transaction(
      double ageSeconds,
      Integer pid,
      String role,
      String application,
      String address,
      String state,
      String prepared) {}

  /**
   * A replication slot.
   *
   * @param walBytes how much of the write-ahead log it keeps; null: none
   * @param transactions since the oldest that it holds vacuum back to; null: it holds none back
   */
  public record Slot(String name, boolean active, Long walBytes, Long transactions) {}

  /**
   * A table with its indexes.
   *
   * @param rows null if it was never analysed
   * @param vacuumedAt by whomever; null: never since PostgreSQL counts
   * @param autovacuum whether PostgreSQL vacuums it by itself
   */
  public record Table(
      String name, Long rows, Long deadRows, long size, Instant vacuumedAt, boolean autovacuum) {}

  /**
   * A month of history.
   *
   * @param month such as {@code 2026-11}
   */
  public record Month(String month, Long rows, long size) {}

  /**
   * Something to look at.
   *
   * @param code one of a few words, for programs
   * @param text what it is, and what to do
   * @param values the values in the text, by name, for those who say it in their own words
   */
  public record Problem(String code, String text, Map<String, Object> values) {}

  /** The same with what is wrong. */
  DatabaseView with(List<Problem> wrong) {
    return new DatabaseView(
        at, version, size, schema, connections, transactions, slots, tables, months, wrong);
  }
}
