package org.taskyard.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
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
import org.taskyard.platform.DataPath;
import org.taskyard.platform.StartupFailure;

/** The arrows between the rooms: who may know whom. A new room gets its line here. */
@AnalyzeClasses(packages = "org.taskyard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String HOUSE = "org.taskyard.";

  /** What a room may know besides itself and the JDK, Jakarta EE and libraries. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("platform", Set.of()),
          Map.entry("task", Set.of("platform")),
          Map.entry("search", Set.of("task", "platform")),
          Map.entry("overview", Set.of("search", "task", "platform")),
          Map.entry("file", Set.of("task", "platform")),
          Map.entry("execution", Set.of("task", "platform")),
          Map.entry("attempt", Set.of("execution", "task", "platform")),
          Map.entry("roster", Set.of("execution", "task", "platform")),
          Map.entry("work", Set.of("roster", "execution", "task", "platform")),
          Map.entry("schedule", Set.of("roster", "execution", "task", "platform")),
          Map.entry("watch", Set.of("search", "execution", "task", "platform")),
          Map.entry("upkeep", Set.of("roster", "execution", "file", "task", "platform")),
          Map.entry("handlers", Set.of("execution", "search", "file", "task", "platform")),
          // starts the server, in front of the application and outside of it
          Map.entry("launch", Set.of("platform")));

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
      slices()
          .matching("org.taskyard.(**)")
          .should()
          .beFreeOfCycles()
          // how a start is refused, and how a directory is made, everybody may know
          .ignoreDependency(
              resideInAPackage("org.taskyard.platform.embedded"), type(StartupFailure.class))
          .ignoreDependency(
              resideInAPackage("org.taskyard.platform.embedded"), type(DataPath.class));

  private static String room(String packageName) {
    return packageName.substring(HOUSE.length()).replaceAll("\\..*", "");
  }
}
