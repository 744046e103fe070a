package org.taskyard.schedule.timing;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * The time zones of the IANA database by their names, of which the Java runtime leaves three out.
 */
public final class TimeZones {

  private static final Set<String> FIXED = Set.of("EST", "MST", "HST");

  private TimeZones() {}

  /** The zone of that name; empty if the database has none. */
  public static Optional<ZoneId> of(String name) {
    return FIXED.contains(name) || ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name, ZoneId.SHORT_IDS))
        : Optional.empty();
  }
}
