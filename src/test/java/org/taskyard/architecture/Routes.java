package org.taskyard.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.taskyard.http.RestApplication;

/** The operations of the API, as the annotations of its resources have them. */
final class Routes {

  /** An id that may stand in the path or in the query, as every resource here writes it. */
  private static final String OPTIONAL_ID = "{id: (/[^/]*)?}";

  private Routes() {}

  /**
   * Every operation, as {@code POST /v2/task/create}, with the media types of the body that it
   * takes; without a body, or where it may be of any type by not being read, with none.
   */
  static SortedMap<String, Set<String>> all() {
    SortedMap<String, Set<String>> routes = new TreeMap<>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.taskyard")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect)
            .flatMap(type -> Stream.of(type.getMethods()))
            .forEach(method -> add(method, routes));
    return routes;
  }

  private static void add(Method method, SortedMap<String, Set<String>> routes) {
    Stream.of(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(http -> http != null)
        .forEach(
            http ->
                paths(method)
                    .forEach(
                        path ->
                            routes
                                .computeIfAbsent(http.value() + " " + path, key -> new TreeSet<>())
                                .addAll(consumed(method))));
  }

  private static Stream<String> paths(Method method) {
    String root = RestApplication.class.getAnnotation(ApplicationPath.class).value();
    String path = root + part(method.getDeclaringClass().getAnnotation(Path.class));
    path += part(method.getAnnotation(Path.class));
    return path.endsWith(OPTIONAL_ID)
        ? Stream.of(path.replace(OPTIONAL_ID, ""), path.replace(OPTIONAL_ID, "/{id}"))
        : Stream.of(path);
  }

  private static String part(Path path) {
    return path == null || path.value().isEmpty() ? "" : "/" + path.value();
  }

  private static Set<String> consumed(Method method) {
    Annotation own = method.getAnnotation(Consumes.class);
    Annotation said = own == null ? method.getDeclaringClass().getAnnotation(Consumes.class) : own;
    boolean reads =
        Arrays.stream(method.getParameters()).anyMatch(p -> p.getAnnotations().length == 0);
    return reads && said instanceof Consumes consumes ? Set.of(consumes.value()) : Set.of();
  }
}
