package org.taskyard.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The arrows between the rooms: who may know whom. A new room gets its line here. */
@AnalyzeClasses(packages = "org.taskyard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String HOUSE = "org.taskyard.";

  /** What every feature may know; it knows no feature. */
  private static final Set<String> FRAME =
      Set.of(
          "digest",
          "refusal",
          "settings",
          "observe",
          "trace",
          "json",
          "database",
          "ticks",
          "http",
          "repeat",
          "listing",
          "access",
          "secrecy");

  /** What a room may know besides itself and the JDK, Jakarta EE and libraries. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          // the frame
          Map.entry("digest", Set.of()),
          Map.entry("refusal", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("observe", Set.of()),
          Map.entry("trace", Set.of("settings")),
          Map.entry("json", Set.of("refusal")),
          Map.entry("embedded", Set.of("digest", "observe", "settings")),
          Map.entry("database", Set.of("embedded", "observe", "settings", "refusal")),
          Map.entry("ticks", Set.of("database")),
          Map.entry("http", Set.of("digest", "database", "json", "settings", "refusal")),
          Map.entry("repeat", Set.of("digest", "refusal")),
          Map.entry("listing", Set.of("http", "database", "json", "refusal")),
          Map.entry(
              "access",
              Set.of(
                  "http",
                  "listing",
                  "database",
                  "json",
                  "settings",
                  "refusal",
                  "digest",
                  "observe",
                  "ticks")),
          Map.entry(
              "secrecy",
              Set.of("access", "listing", "database", "json", "settings", "refusal", "ticks")),
          // the features
          Map.entry("task", with()),
          Map.entry("search", with("task")),
          Map.entry("overview", with("execution", "search", "task")),
          Map.entry("file", with("task")),
          Map.entry("execution", with("task")),
          Map.entry("attempt", with("execution", "task")),
          Map.entry("explain", with("execution", "task")),
          Map.entry("cluster", with("execution", "task")),
          Map.entry("roster", with("execution", "task")),
          Map.entry("work", with("roster", "execution", "task")),
          Map.entry("schedule", with("roster", "execution", "task")),
          Map.entry("watch", with("search", "execution", "task")),
          Map.entry("upkeep", with("roster", "execution", "file", "task")),
          Map.entry("operation", with("execution", "search", "task")),
          Map.entry("handlers", with("execution", "search", "file", "task")),
          Map.entry("jmx", with("upkeep", "cluster", "roster", "execution", "task")),
          // starts the server, in front of the application and outside of it
          Map.entry("launch", Set.of("settings", "http")));

  /** These rooms and the frame. */
  private static Set<String> with(String... rooms) {
    return Stream.concat(Stream.of(rooms), FRAME.stream()).collect(toSet());
  }

  @ArchTest
  static void everyRoomIsInTheMap(JavaClasses house) {
    Set<String> rooms = house.stream().map(c -> room(c.getPackageName())).collect(toSet());
    assertThat(ARROWS.keySet()).containsAll(rooms);
  }

  @ArchTest
  static void noRoomKnowsMoreThanItsArrowsSay(JavaClasses house) {
    ARROWS.forEach(
        (room, known) -> {
          String[] open =
              Stream.concat(Stream.of(room), known.stream())
                  .map(name -> HOUSE + name + "..")
                  .toArray(String[]::new);
          classes()
              .that()
              .resideInAPackage(HOUSE + room + "..")
              .should()
              .onlyDependOnClassesThat(
                  resideOutsideOfPackage("org.taskyard..").or(resideInAnyPackage(open)))
              .because("room " + room + " may know " + known)
              .allowEmptyShould(true)
              .check(house);
        });
  }

  @ArchTest
  static final ArchRule noPackagesKnowEachOther =
      slices().matching("org.taskyard.(**)").should().beFreeOfCycles();

  private static String room(String packageName) {
    return packageName.substring(HOUSE.length()).replaceAll("\\..*", "");
  }
}
