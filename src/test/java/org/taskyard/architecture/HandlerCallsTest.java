package org.taskyard.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.transaction.Transactional;
import org.taskyard.execution.TaskHandler;
import org.taskyard.execution.node.Dispatcher;
import org.taskyard.execution.node.RunInTransaction;
import org.taskyard.execution.node.RunTask;

/**
 * No transaction is open while a handler runs, unless it asks for one: it is called by a class that
 * begins none, in a thread that comes from a pool, by way of classes that begin none either.
 */
@AnalyzeClasses(packages = "org.taskyard", importOptions = ImportOption.DoNotIncludeTests.class)
class HandlerCallsTest {

  /** From the top of the thread down to the handler. */
  private static final DescribedPredicate<JavaClass> ON_THE_WAY =
      DescribedPredicate.describe(
          "call handlers",
          type ->
              type.isEquivalentTo(Dispatcher.class)
                  || type.isEquivalentTo(RunTask.class)
                  || type.getName().matches("org\\.taskyard\\.execution\\.node\\.Slots(\\$.*)?"));

  @ArchTest
  static final ArchRule handlersAreCalledByTheEngineInTwoPlaces =
      noClasses()
          .that()
          .doNotBelongToAnyOf(RunTask.class, RunInTransaction.class)
          .should(
              callMethodWhere(
                  DescribedPredicate.describe(
                      "it is TaskHandler.handle",
                      call ->
                          call.getName().equals("handle")
                              && call.getTargetOwner().isAssignableTo(TaskHandler.class))));

  @ArchTest
  static final ArchRule whoCallsHandlersIsNoBeanWithTransactions =
      classes()
          .that(ON_THE_WAY)
          .should()
          .notBeAnnotatedWith(Stateless.class)
          .andShould()
          .notBeAnnotatedWith(Singleton.class)
          .andShould()
          .notBeAnnotatedWith(Transactional.class);

  @ArchTest
  static final ArchRule nothingOnTheWayBeginsATransaction =
      methods()
          .that()
          .areDeclaredInClassesThat(ON_THE_WAY)
          .should()
          .notBeAnnotatedWith(Transactional.class);
}
