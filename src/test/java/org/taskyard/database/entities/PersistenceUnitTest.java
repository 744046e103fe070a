package org.taskyard.database.entities;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersistenceUnitTest {

  @Test
  void thePersistenceUnitKnowsEveryEntityAndConverter() {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.taskyard")
                .stream()
                .filter(PersistenceUnitTest::belongs)
                .map(JavaClass::getName)
                .sorted()
                .toList();
    assertThat(PersistenceUnit.entities()).isEqualTo(written);
  }

  private static boolean belongs(JavaClass type) {
    return type.isAnnotatedWith(Entity.class)
        || type.isAnnotatedWith(Converter.class)
        || type.isAnnotatedWith(Embeddable.class)
        || type.isAnnotatedWith(MappedSuperclass.class);
  }
}
