package org.taskyard.observe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What this node reports at {@code /metrics}. Whatever is measured is announced at the start: a
 * counter is there with 0 before there is anything to count, and callers cannot make it grow. Only
 * {@link #gauges} may have other series at each look, as many as its source allows.
 */
@ApplicationScoped
public class Metrics {

  /** The media type of {@link #text()}. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** What samples are reported to. */
  interface Sink {

    /**
     * @param suffix what follows the name of the family
     * @param labels in braces, or empty
     */
    void sample(String suffix, String labels, double value);
  }

  /**
   * @param sources by their labels
   */
  private record Family(String type, String help, Map<String, Consumer<Sink>> sources) {}

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

  /**
   * Announces a histogram.
   *
   * @param labels names and values in turns
   */
  public void histogram(String name, String help, Histogram values, String... labels) {
    announce(name, "histogram", help, labels(labels), to -> values.report(to, labels));
  }

  /**
   * Announces a family of gauges whose labels are known only when somebody looks.
   *
   * @param labels their names
   * @param values by the values of the labels, in that order; at once, and a bounded number
   */
  public void gauges(
      String name, String help, List<String> labels, Supplier<Map<List<String>, Double>> values) {
    announce(
        name,
        "gauge",
        help,
        "",
        to -> values.get().forEach((of, value) -> to.sample("", labels(labels, of), value)));
  }

  private void announce(
      String name, String type, String help, DoubleSupplier value, String... labels) {
    String of = labels(labels);
    announce(name, type, help, of, to -> to.sample("", of, value.getAsDouble()));
  }

  private synchronized void announce(
      String name, String type, String help, String labels, Consumer<Sink> source) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(name + " is no name of a metric");
    }
    Family family =
        families.computeIfAbsent(name, n -> new Family(type, help, new LinkedHashMap<>()));
    if (!family.type.equals(type)
        || !family.help.equals(help)
        || family.sources.putIfAbsent(labels, source) != null) {
      throw new IllegalArgumentException(name + labels + " is announced already");
    }
  }

  static String labels(String... labels) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < labels.length; i += 2) {
      names.add(labels[i]);
      values.add(labels[i + 1]);
    }
    return labels(names, values);
  }

  private static String labels(List<String> names, List<String> values) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      pairs.add(names.get(i) + "=\"" + escaped(values.get(i)).replace("\"", "\\\"") + '"');
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
          Sink lines =
              (suffix, labels, value) ->
                  text.append(name + suffix + labels + ' ' + number(value) + '\n');
          family.sources.values().forEach(source -> source.accept(lines));
        });
    return text.toString();
  }

  /**
   * What one series is now; NaN if there is none.
   *
   * @param labels names and values in turns
   */
  public synchronized double value(String name, String... labels) {
    Family family = families.get(name);
    Consumer<Sink> source = family == null ? null : family.sources.get(labels(labels));
    double[] found = {Double.NaN};
    if (source != null) {
      source.accept((suffix, of, value) -> found[0] = value);
    }
    return found[0];
  }

  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }
}
