package org.taskyard.architecture;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.taskyard.database.NullableUuid;
import org.taskyard.execution.TaskContext;
import org.taskyard.task.ChangeTask;
import org.taskyard.task.Task;

/** What is done in one place, or nowhere. */
@AnalyzeClasses(packages = "org.taskyard", importOptions = ImportOption.DoNotIncludeTests.class)
class HabitsTest {

  private static final String DATABASE = "org.taskyard.database..";
  private static final String LAUNCH = "org.taskyard.launch..";

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service|Dto|Assembler)(\\$.*)?");

  @ArchTest
  static final ArchRule noInterfaceHasOneImplementation =
      classes()
          .that()
          .areInterfaces()
          // what handlers see of the engine, so that they can be tested without it
          .and()
          .doNotBelongToAnyOf(TaskContext.class)
          .and()
          // what JMX shows of a bean is an interface
          .haveSimpleNameNotEndingWith("MXBean")
          .should(
              new ArchCondition<>("not have exactly one implementation") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  List<JavaClass> known =
                      type.getAllSubclasses().stream().filter(c -> !c.isInterface()).toList();
                  events.add(
                      new SimpleConditionEvent(
                          type, known.size() != 1, type.getName() + " has only " + known));
                }
              });

  /** The server's data source looks the driver's method up by reflection at each such call. */
  @ArchTest
  static final ArchRule columnsAreReadWithoutReflection =
      noClasses()
          .that()
          // moments of before the Gregorian calendar alone
          .doNotHaveFullyQualifiedName("org.taskyard.database.entities.ExactMoments")
          .should()
          .callMethod(ResultSet.class, "getObject", int.class, Class.class)
          .orShould()
          .callMethod(ResultSet.class, "getObject", String.class, Class.class);

  /** CDI's proxy of a session bean throws an exception within, and reflects, at every call. */
  @ArchTest
  static final ArchRule sessionBeansAreInjectedAsEjbs =
      fields()
          .that()
          .haveRawType(annotatedWith(Stateless.class).or(annotatedWith(Singleton.class)))
          .should()
          .notBeAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule onlyTheClockOfTheDatabaseDecides =
      noClasses()
          .that()
          .resideOutsideOfPackage(LAUNCH)
          .and()
          // says when something was sent, to others who know no clock of ours
          .doNotHaveFullyQualifiedName("org.taskyard.handlers.http.SharedTime")
          .and()
          // tokens hold by the clock of who issues them
          .doNotHaveFullyQualifiedName("org.taskyard.access.token.SharedTime")
          .and()
          // says when an answer was sent
          .doNotHaveFullyQualifiedName("org.taskyard.http.SecurityHeaders")
          .should(
              callMethodWhere(
                  DescribedPredicate.describe(
                      "it asks the JVM for the time",
                      call ->
                          call.getName().equals("currentTimeMillis")
                              || call.getTargetOwner().getPackageName().equals("java.time")
                                  && call.getName().matches("now|system(UTC|DefaultZone)?"))))
          .orShould()
          .callConstructor(java.util.Date.class)
          .because("service_clock() tells the time; System.nanoTime() measures waiting");

  @ArchTest
  static final ArchRule whereSomethingIsHasNeitherSchemeNorHost =
      noClasses()
          .should(
              callMethodWhere(
                  DescribedPredicate.describe(
                      "JAX-RS makes it absolute",
                      call ->
                          call.getTargetOwner().getPackageName().equals("jakarta.ws.rs.core")
                              && call.getName()
                                  .matches(
                                      "location|contentLocation|created|seeOther|temporaryRedirect|links?"))))
          .because("behind a proxy only the caller knows both; ContextRoot.path() names the rest");

  @ArchTest
  static final ArchRule onlyUseCasesHoldAnEntityManager =
      fields()
          .that()
          .haveRawType(EntityManager.class)
          .should()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(Stateless.class)
          .orShould()
          .beDeclaredInClassesThat()
          .resideInAPackage(DATABASE);

  @ArchTest
  static final ArchRule onlyUseCasesAndLeasesSpeakJdbc =
      noClasses()
          .that()
          .arePublic()
          .and()
          .areNotAnnotatedWith(Stateless.class)
          .and()
          .areNotAnnotatedWith(jakarta.ejb.Singleton.class)
          .and()
          .resideOutsideOfPackages(DATABASE, "org.taskyard.execution.lease..")
          .and()
          // keeps a session to hear what other nodes tell
          .doNotHaveSimpleName("Hints")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.belongToAnyOf(
                  DataSource.class, Connection.class, Statement.class, PreparedStatement.class));

  @ArchTest
  static final ArchRule onlyATaskSetsItsStatus =
      fields().that().areDeclaredIn(Task.class).and().haveName("storedStatus").should().bePrivate();

  @ArchTest
  static final ArchRule onlyChangeTaskAsksItTo =
      noClasses()
          .that()
          .doNotBelongToAnyOf(ChangeTask.class)
          .should(
              callMethodWhere(
                  DescribedPredicate.describe(
                      "it is Task.become",
                      call ->
                          call.getName().equals("become")
                              && call.getTargetOwner().isEquivalentTo(Task.class))));

  @ArchTest
  static final ArchRule noIdThatMayBeNullIsLeftToEclipseLink =
      fields()
          .that()
          .haveRawType(UUID.class)
          .and()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Entity.class)
          .and()
          .areNotAnnotatedWith(Id.class)
          .should(
              new ArchCondition<>("have the converter NullableUuid") {
                @Override
                public void check(
                    com.tngtech.archunit.core.domain.JavaField field, ConditionEvents events) {
                  boolean converted =
                      field
                          .tryGetAnnotationOfType(Convert.class)
                          .filter(convert -> convert.converter() == NullableUuid.class)
                          .isPresent();
                  events.add(new SimpleConditionEvent(field, converted, field.getFullName()));
                }
              });

  @ArchTest
  static final ArchRule theServerCouldBeAnother =
      noClasses()
          .that()
          .resideOutsideOfPackage(LAUNCH)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("fish.payara..", "org.glassfish..", "com.sun..");

  /** The persistence unit is made for EclipseLink. */
  @ArchTest
  static final ArchRule eclipseLinkItselfIsKnownInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.taskyard.database.entities")
          .and(
              DescribedPredicate.not(
                  annotatedWith(Entity.class))) // what the build weaves into them
          .and(DescribedPredicate.not(annotatedWith(Embeddable.class)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.persistence..");

  @ArchTest
  static final ArchRule nothingIsPrintedButOnTheConsole =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.taskyard.launch.ConsoleLog")
          .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule theServerOwnsTheThreads =
      noClasses()
          .that()
          .resideOutsideOfPackages(LAUNCH, "org.taskyard.embedded..")
          .should()
          .dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(Executors.class))
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .because("work runs on a bounded executor of Jakarta Concurrency");
}
