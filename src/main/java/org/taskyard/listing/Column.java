package org.taskyard.listing;

import jakarta.persistence.metamodel.SingularAttribute;
import java.util.function.Supplier;

/**
 * A field that a search may name.
 *
 * @param name the name in JSON
 * @param attribute asked for late: the metamodel is filled when the persistence unit starts
 */
public record Column<E>(
    String name, Type type, Supplier<SingularAttribute<? super E, ?>> attribute) {

  /** What values of a field are like. */
  public enum Type {
    ID,
    TEXT,
    NUMBER,
    FLAG,
    MOMENT,
    /** Bytes that callers see in hexadecimal. */
    DIGEST,
    /** A JSON array of strings; a condition names one that is in it. */
    TAGS,
    /** A JSON document; a condition is an object that it contains. */
    JSON;

    /** Whether before and after mean something. */
    boolean ordered() {
      return this == TEXT || this == NUMBER || this == MOMENT;
    }

    /** Whether rows can be sorted by it. */
    boolean sortable() {
      return this != TAGS && this != JSON;
    }
  }
}
