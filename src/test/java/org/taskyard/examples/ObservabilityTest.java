package org.taskyard.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.taskyard.observe.Metrics;
import org.taskyard.support.Programs;

/** The rules and the dashboard of {@code examples/observability}. */
class ObservabilityTest {

  private static final Path ALERTS = Path.of("examples/observability/alerts.yml");
  private static final Path DASHBOARD = Path.of("examples/observability/dashboard.json");
  private static final Pattern METRIC = Pattern.compile("\\b(?:taskyard|jvm|process)_[a-z0-9_]+");

  /** Beans that announce at the start. */
  private static final List<String> ANNOUNCERS =
      List.of(
          "observe.JvmMetrics",
          "execution.node.Tally",
          "upkeep.vitals.Watchdog",
          "upkeep.vitals.HandlerBoard");

  private final Metrics metrics = new Metrics();

  @Test
  void everyMetricNamedThereIsAnnouncedByTheService() throws Exception {
    Set<String> announced = announced();
    assertThat(named(Files.readString(ALERTS))).hasSizeGreaterThan(10).isSubsetOf(announced);
    StringBuilder expressions = new StringBuilder();
    JsonNode panels = new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels");
    panels.findValuesAsText("expr").forEach(e -> expressions.append(e).append('\n'));
    assertThat(named(expressions.toString())).hasSizeGreaterThan(10).isSubsetOf(announced);
  }

  /** Where there is no promtool, which Debian has in its package prometheus, this is skipped. */
  @Test
  void promtoolFindsNoFaultInTheRulesAndInTheMetrics() throws Exception {
    assumeTrue(Programs.isThere("promtool"), "promtool is not there: rules are not checked by it");
    assertThat(promtool(ALERTS, "check", "rules", ALERTS.toString())).contains("SUCCESS");
    announced();
    Path page = Files.createTempFile("metrics", ".txt");
    Files.writeString(page, metrics.text());
    assertThat(promtool(page, "check", "metrics")).isEmpty();
    Files.delete(page);
  }

  private static String promtool(Path input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static Set<String> named(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = METRIC.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  /** The names of all series: those of a histogram have three endings. */
  private Set<String> announced() throws ReflectiveOperationException {
    for (String announcer : ANNOUNCERS) {
      announce(Class.forName("org.taskyard." + announcer));
    }
    call("observe.BuildInfo", null, "announce", metrics, "1");
    Object pool =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HikariPoolMXBean.class}, (p, m, a) -> 0);
    call("database.pool.Pools", null, "announce", metrics, "taskyard", pool, 40);
    Set<String> names = new TreeSet<>();
    for (String line : metrics.text().split("\n")) {
      String[] words = line.split(" ");
      if (!line.startsWith("#")) {
        names.add(words[0].replaceAll("\\{.*", ""));
      } else if (words[1].equals("TYPE") && !words[3].equals("histogram")) {
        names.add(words[2]);
      }
    }
    return names;
  }

  private void announce(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object bean = constructor.newInstance();
    Field field = type.getDeclaredField("metrics");
    field.setAccessible(true);
    field.set(bean, metrics);
    call(type.getName().substring("org.taskyard.".length()), bean, "announce", (Object) null);
    if (type.getSimpleName().equals("Tally")) {
      call("execution.node.Tally", bean, "serves", List.of("EchoHandler"));
    }
  }

  private static void call(String type, Object bean, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : Class.forName("org.taskyard." + type).getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        method.setAccessible(true);
        method.invoke(bean, arguments);
        return;
      }
    }
    throw new NoSuchMethodException(type + "." + name);
  }
}
