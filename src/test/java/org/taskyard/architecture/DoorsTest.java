package org.taskyard.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.Schedule;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import javax.sql.DataSource;
import org.taskyard.database.Sql;

/**
 * How the house is entered: over HTTP by resources, by the clock through timers; and how it speaks
 * to its database.
 */
@AnalyzeClasses(packages = "org.taskyard", importOptions = ImportOption.DoNotIncludeTests.class)
class DoorsTest {

  @ArchTest
  static final ArchRule resourcesAreNamedSo =
      classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

  @ArchTest
  static final ArchRule nothingElseIsNamedResource =
      classes().that().haveSimpleNameEndingWith("Resource").should().beAnnotatedWith(Path.class);

  /** They need what JAX-RS has of a request or an answer that is no object: streams, waiting. */
  private static final DescribedPredicate<JavaClass> READ_OR_HOLD_HTTP =
      DescribedPredicate.describe(
          "stream a file or hold an answer open",
          type ->
              type.getName().matches("org\\.taskyard\\.file\\.(UploadHeaders|Download)(\\$.*)?")
                  || type.getName()
                      .matches("org\\.taskyard\\.work\\.(WaitingClaims|Handover)(\\$.*)?")
                  || type.getPackageName().equals("org.taskyard.task.waiting")
                  || type.getPackageName().startsWith("org.taskyard.watch"));

  @ArchTest
  static final ArchRule onlyResourcesSpeakHttp =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Resource")
          .and()
          .resideOutsideOfPackages(
              "org.taskyard.access..",
              "org.taskyard.http..",
              "org.taskyard.listing..",
              "org.taskyard.observe..")
          .and(DescribedPredicate.not(are(READ_OR_HOLD_HTTP)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet.http..");

  @ArchTest
  static final ArchRule doorsLeaveTheDatabaseToUseCases =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Resource")
          .or()
          .haveSimpleNameEndingWith("Timer")
          .should()
          .dependOnClassesThat(
              belongToAnyOf(
                  EntityManager.class,
                  Sql.class,
                  DataSource.class,
                  Connection.class,
                  PreparedStatement.class));

  /** Hints keeps a session of its own, to be notified on. */
  @ArchTest
  static final ArchRule statementsAreRunByTheRunner =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.taskyard.database..", "org.taskyard.embedded..")
          .and()
          .haveNameNotMatching(".*\\.Hints(\\$.*)?")
          .should()
          .dependOnClassesThat(belongToAnyOf(Statement.class, PreparedStatement.class))
          .because("Sql binds, reads, gives the connection back and says what could not be done");

  @ArchTest
  static final ArchRule whatTheClockStartsIsATimerThatPayaraKeeps =
      methods()
          .that()
          .areAnnotatedWith(Schedule.class)
          .should(surviveTheServersTreatmentOfTimers())
          .because("Payara removes a timer for good after two failures");

  private static ArchCondition<JavaMethod> surviveTheServersTreatmentOfTimers() {
    return new ArchCondition<>(
        "stand in a *Timer, persist nothing, join no transaction and catch every Throwable") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        JavaClass type = method.getOwner();
        demand(type.getSimpleName().endsWith("Timer"), "is in no *Timer", method, events);
        demand(
            !method.getAnnotationOfType(Schedule.class).persistent(), "persists", method, events);
        demand(joinsNoTransaction(method), "is not NOT_SUPPORTED", method, events);
        demand(catchesThrowable(method), "does not catch Throwable", method, events);
      }
    };
  }

  private static boolean catchesThrowable(JavaMethod method) {
    return method.getTryCatchBlocks().stream()
        .map(TryCatchBlock::getCaughtThrowables)
        .anyMatch(caught -> caught.stream().anyMatch(type -> type.isEquivalentTo(Throwable.class)));
  }

  private static boolean joinsNoTransaction(JavaMethod method) {
    return method
        .tryGetAnnotationOfType(TransactionAttribute.class)
        .or(() -> method.getOwner().tryGetAnnotationOfType(TransactionAttribute.class))
        .map(said -> said.value() == TransactionAttributeType.NOT_SUPPORTED)
        .orElse(false);
  }

  private static void demand(
      boolean holds, String fault, JavaMethod method, ConditionEvents events) {
    events.add(new SimpleConditionEvent(method, holds, method.getFullName() + " " + fault));
  }
}
