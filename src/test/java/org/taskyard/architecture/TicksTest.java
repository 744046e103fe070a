package org.taskyard.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ejb.Schedule;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Payara drops a timer for good once two of its ticks have failed: none may ever. */
class TicksTest {

  private static final List<Method> TICKS =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("org.taskyard")
              .stream()
              .flatMap(type -> type.getMethods().stream())
              .filter(method -> method.isAnnotatedWith(Schedule.class))
              .map(JavaMethod::reflect)
              .toList();

  /** A timer without all that it needs: whatever it does first, fails. */
  private static Object broken(Class<?> timer) throws ReflectiveOperationException {
    Constructor<?> constructor = timer.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  @Test
  void noTickFailsHoweverBrokenItsPartsAre() throws ReflectiveOperationException {
    assertThat(TICKS).hasSize(1);
    for (Method tick : TICKS) {
      Object timer = broken(tick.getDeclaringClass());
      for (int time = 1; time <= 3; time++) {
        assertThatCode(() -> tick.invoke(timer))
            .as("%s, time %d", tick, time)
            .doesNotThrowAnyException();
      }
    }
  }
}
