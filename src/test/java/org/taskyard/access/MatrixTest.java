package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.access.Route.Guard;

/** The matrix names everything that is served, and the OpenAPI document says the same. */
class MatrixTest {

  /** Where a page is not described, or is described without being one of the API. */
  private static final Set<String> PAGES =
      Set.of(
          "GET /docs/{id}",
          "GET /health",
          "GET /openapi",
          "GET /",
          "GET /index.html",
          "GET /console/{id}",
          "GET /webjars/{id}");

  private static final Matrix MATRIX = new Matrix(Set.of("docs", "openapi"));

  /** A line of the matrix in the words of the document. */
  private static String words(Route route) {
    Set<String> scopes = new TreeSet<>();
    route.scopes().forEach(scope -> scopes.add(scope.text()));
    return route.guard() == Guard.SCOPED ? scopes.toString() : route.guard().name();
  }

  /** One path, however the id is given. */
  private static String plain(String path) {
    return path.replaceAll("\\[/\\{id}]", "")
        .replace("**", "{id}")
        .replaceAll("\\{id: [^}]*}*\\)\\?}", "")
        .replaceAll("\\{[a-z_]+}", "{id}");
  }

  private static Map<String, Route> routes() {
    Map<String, Route> routes = new TreeMap<>();
    for (Route route : Matrix.ROUTES) {
      assertThat(routes.put(route.method() + " " + plain(route.path()), route)).isNull();
    }
    return routes;
  }

  private static Set<String> resources() {
    Set<String> found = new TreeSet<>();
    for (JavaClass resource :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.taskyard")) {
      for (JavaMethod method : resource.getMethods()) {
        method.getAnnotations().stream()
            .flatMap(a -> a.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream())
            .map(HttpMethod::value)
            .filter(name -> !name.equals("HEAD"))
            .forEach(name -> found.add(name + " /v2/" + path(resource, method)));
      }
    }
    return found;
  }

  private static String path(JavaClass resource, JavaMethod method) {
    String above = resource.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    String own =
        method.tryGetAnnotationOfType(Path.class).map(path -> "/" + path.value()).orElse("");
    return plain(above + own);
  }

  private static JsonNode document() throws IOException {
    try (InputStream read = MatrixTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new YAMLMapper().readTree(read);
    }
  }

  @Test
  void everyResourceOfTheCodeIsInIt() {
    Set<String> api =
        routes().keySet().stream()
            .filter(route -> route.contains(" /v2/"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(api).isNotEmpty().isEqualTo(resources());
  }

  @Test
  void theDocumentNamesTheScopesOfEachOperation() throws IOException {
    Map<String, String> described = new TreeMap<>();
    document()
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        operation -> {
                          if (Set.of("get", "post", "put", "delete").contains(operation.getKey())) {
                            described.put(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT)
                                    + " "
                                    + plain(path.getKey()).replaceAll("/\\{id}$", ""),
                                access(operation.getValue()));
                          }
                        }));
    Map<String, String> expected = new TreeMap<>();
    routes()
        .forEach(
            (name, route) -> {
              if (!PAGES.contains(name)) {
                expected.put(name.replaceAll("/\\{id}$", ""), words(route));
              }
            });
    assertThat(described).containsAllEntriesOf(expected);
    assertThat(described.keySet().stream().filter(name -> name.contains(" /v2/")))
        .isSubsetOf(expected.keySet());
  }

  /** By the extension x-scopes; where nobody is asked, security says so. */
  private static String access(JsonNode operation) {
    if (operation.has("security") && operation.get("security").isEmpty()) {
      return Guard.OPEN.name();
    }
    Set<String> scopes = new TreeSet<>();
    operation.path("x-scopes").forEach(scope -> scopes.add(scope.textValue()));
    return scopes.isEmpty() ? Guard.KNOWN.name() : scopes.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/task/index/",
        "/v2/task//index",
        "/v2/task/index;a=b",
        "/v2/task/%69ndex",
        "/v2/task/view/a/b",
        "/v2/task/view/../index",
        "/V2/task/index",
        "/v2/task/index\n",
        "/v2",
        "/docs/../v2/task/index",
        "/docs/..;/v2/task/index",
        "/docs/%2e%2e/v2/task/index",
        "/docs/..%2fv2/task/index",
        "/docs/a\\..\\..",
        "/health/..",
        "/./docs/api/",
        "//docs/api/",
        "/%76%32/task/index",
        "/v2;a=b/task/index",
        "/docs/%00"
      })
  void anOtherWayToWriteAPathIsNone(String path) {
    assertThat(MATRIX.at(path)).isEmpty();
  }

  @Test
  void anIdMayBeMissingInThePath() {
    assertThat(MATRIX.at("/v2/task/view")).containsOnlyKeys("GET");
    assertThat(MATRIX.at("/v2/task/view/x")).containsOnlyKeys("GET");
  }

  @Test
  void metricsNeedTheirScopeUnlessTheyAreOpen() {
    assertThat(MATRIX.at("/metrics").get("GET").scopes()).containsExactly(Scope.METRICS);
    assertThat(new Matrix(Set.of("metrics")).at("/metrics").get("GET").guard())
        .isEqualTo(Guard.OPEN);
  }

  @Test
  void documentationIsForWhoeverIsKnownUnlessItIsOpen() {
    assertThat(MATRIX.at("/docs/api/").get("GET").guard()).isEqualTo(Guard.OPEN);
    assertThat(new Matrix(Set.of("none")).at("/docs/api/").get("GET").guard())
        .isEqualTo(Guard.KNOWN);
  }

  @Test
  void forcingADeleteNeedsMore() {
    Route route = MATRIX.at("/v2/task/delete/x").get("DELETE");
    assertThat(route.insisting()).isEqualTo("force");
    assertThat(route.further()).isEqualTo(Scope.TASK_OPERATE);
  }
}
