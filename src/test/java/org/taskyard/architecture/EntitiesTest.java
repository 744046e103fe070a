package org.taskyard.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

/**
 * What EclipseLink weaves into an entity notices writes to its fields only where they stand in the
 * entity itself; others would be lost without a word, and only in the server.
 */
class EntitiesTest {

  @Test
  void fieldsOfAnEntityAreWrittenByTheEntityOnly() {
    classes()
        .should(writeNoFieldsOfEntitiesButTheirOwn())
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.taskyard"));
  }

  private static ArchCondition<JavaClass> writeNoFieldsOfEntitiesButTheirOwn() {
    return new ArchCondition<>("write no fields of entities but their own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getFieldAccessesFromSelf().stream()
            .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
            .filter(access -> access.getTargetOwner().isAnnotatedWith(Entity.class))
            .filter(access -> !access.getTargetOwner().equals(type))
            .map(JavaAccess::getDescription)
            .forEach(written -> events.add(SimpleConditionEvent.violated(type, written)));
      }
    };
  }
}
