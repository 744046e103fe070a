package org.taskyard.schedule.timing;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The time zones of the IANA database, by their names as that writes them. */
public final class TimeZones {

  private static final Set<String> OF_THE_RUNTIME = Set.copyOf(ZoneId.getAvailableZoneIds());

  /** Names that the Java runtime leaves out, some of them up to Java 22. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "EST", "-05:00",
          "MST", "-07:00",
          "HST", "-10:00",
          "ROC", "Asia/Taipei",
          "GMT+0", "Etc/GMT",
          "GMT-0", "Etc/GMT");

  private TimeZones() {}

  /** The zone of that name, if there is one. */
  public static Optional<ZoneId> of(String name) {
    String id = OF_THE_RUNTIME.contains(name) ? name : LEFT_OUT.get(name);
    return Optional.ofNullable(id).map(ZoneId::of);
  }
}
