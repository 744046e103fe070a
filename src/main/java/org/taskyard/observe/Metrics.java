package org.taskyard.observe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/**
 * What this node tells {@code /metrics}. Whatever is measured is announced at the start, with every
 * value that its labels can have: a counter is there with 0 before there is anything to count, and
 * callers cannot make it grow.
 */
@ApplicationScoped
public class Metrics {

  /** The media type of {@link #text()}. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private record Family(String type, String help, List<Sample> samples) {}

  private record Sample(String labels, DoubleSupplier value) {}

  private final SortedMap<String, Family> families = new TreeMap<>();

  /**
   * Announces what only grows.
   *
   * @param name ends in {@code _total}
   * @param labels names and values in turns
   */
  public void counter(String name, String help, DoubleSupplier value, String... labels) {
    if (!name.endsWith("_total")) {
      throw new IllegalArgumentException(name + " does not end in _total");
    }
    announce(name, "counter", help, value, labels);
  }

  /**
   * Announces what goes up and down.
   *
   * @param labels names and values in turns
   */
  public void gauge(String name, String help, DoubleSupplier value, String... labels) {
    announce(name, "gauge", help, value, labels);
  }

  private synchronized void announce(
      String name, String type, String help, DoubleSupplier value, String... labels) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(name + " is no name of a metric");
    }
    Family family = families.computeIfAbsent(name, n -> new Family(type, help, new ArrayList<>()));
    Sample sample = new Sample(labels(labels), value);
    if (!family.type.equals(type)
        || !family.help.equals(help)
        || family.samples.stream().anyMatch(other -> other.labels.equals(sample.labels))) {
      throw new IllegalArgumentException(name + sample.labels + " is announced already");
    }
    family.samples.add(sample);
  }

  private static String labels(String... labels) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < labels.length; i += 2) {
      pairs.add(labels[i] + "=\"" + escaped(labels[i + 1]).replace("\"", "\\\"") + '"');
    }
    return pairs.isEmpty() ? "" : '{' + String.join(",", pairs) + '}';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  /** All of it as it is now, in the text form that Prometheus reads. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder();
    families.forEach(
        (name, family) -> {
          text.append("# HELP ").append(name).append(' ').append(escaped(family.help));
          text.append("\n# TYPE ").append(name).append(' ').append(family.type).append('\n');
          for (Sample sample : family.samples) {
            text.append(name).append(sample.labels).append(' ');
            text.append(number(sample.value.getAsDouble())).append('\n');
          }
        });
    return text.toString();
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }
}
