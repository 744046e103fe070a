package org.taskyard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.taskyard.http.problem.Problem;
import org.taskyard.support.Contract;

/** The OpenAPI document describes the API that is there: all of it, and nothing else. */
class OpenApiTest {

  private static final Set<String> REFERENCE =
      Set.of(
          "POST /v2/task/index",
          "POST /v2/task/create",
          "GET /v2/task/view/{id}",
          "PUT /v2/task/update/{id}",
          "DELETE /v2/task/delete/{id}");

  @Test
  void documentIsValid() {
    assertThat(Contract.faults()).isEmpty();
    assertThat(Contract.document().getOpenapi()).startsWith("3.0.");
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
    assertThat(described().entrySet()).containsExactlyInAnyOrderElementsOf(Routes.all().entrySet());
  }

  @Test
  void operationsOfTheReferenceAreThere() {
    assertThat(described()).containsKeys(REFERENCE.toArray(String[]::new));
  }

  @Test
  void everyOperationHasSummaryDescriptionAndAnIdOfItsOwn() {
    Set<String> ids = new TreeSet<>();
    operations()
        .forEach(
            (route, operation) -> {
              assertThat(operation.getSummary()).as(route).isNotBlank();
              assertThat(operation.getDescription()).as(route).isNotBlank();
              assertThat(operation.getTags()).as(route).hasSize(1);
              assertThat(ids.add(operation.getOperationId())).as(route).isTrue();
            });
  }

  @Test
  void everyExampleIsOfItsSchema() {
    List<String> faults = new ArrayList<>();
    contents().forEach((place, content) -> faults.addAll(faults(place, content)));
    assertThat(faults).isEmpty();
  }

  /**
   * The viewer fills examples in and sends them: an If-Match that fails, a key that was used
   * before.
   */
  @Test
  void whatMayBeLeftOutHasNoExampleThatTheViewerWouldSend() {
    operations()
        .forEach(
            (route, operation) ->
                Stream.ofNullable(operation.getParameters())
                    .flatMap(List::stream)
                    .map(OpenApiTest::whole)
                    .filter(parameter -> !Boolean.TRUE.equals(parameter.getRequired()))
                    .forEach(
                        parameter ->
                            assertThat(parameter.getExample())
                                .as(route + " " + parameter.getName())
                                .isNull()));
  }

  @Test
  void everyErrorIsAProblemWithAnExampleOfItsStatus() {
    answers()
        .forEach(
            (place, answer) -> {
              if (place.matches("(GET|PUT|POST|DELETE) /v2/.* [45]\\d\\d")) {
                // where browsers are sent by links, a problem is a page, too
                assertThat(answer.getContent().keySet())
                    .as(place)
                    .contains(Problem.MEDIA_TYPE)
                    .isSubsetOf(Problem.MEDIA_TYPE, "text/html");
                assertThat(examples(answer.getContent().get(Problem.MEDIA_TYPE)))
                    .as(place)
                    .isNotEmpty()
                    .allSatisfy(
                        example ->
                            assertThat(Json.mapper().valueToTree(example).path("status").asText())
                                .isEqualTo(place.substring(place.lastIndexOf(' ') + 1)));
              }
            });
  }

  private static List<String> faults(String place, Content content) {
    List<String> faults = new ArrayList<>();
    content.forEach(
        (type, media) -> {
          for (Object example : examples(media)) {
            String json =
                type.endsWith("json") ? Json.pretty(example) : Json.pretty(example.toString());
            faults.addAll(Contract.faults(json, media.getSchema(), place + " " + type));
          }
        });
    return faults;
  }

  private static List<Object> examples(MediaType media) {
    List<Object> examples = new ArrayList<>();
    if (media.getExample() != null) {
      examples.add(media.getExample());
    }
    if (media.getExamples() != null) {
      media.getExamples().values().forEach(example -> examples.add(example.getValue()));
    }
    return examples;
  }

  /** What bodies hold, of requests and of answers, by its place. */
  private static Map<String, Content> contents() {
    Map<String, Content> contents = new TreeMap<>();
    operations()
        .forEach(
            (route, operation) -> {
              if (operation.getRequestBody() != null) {
                contents.put(route, body(operation).getContent());
              }
            });
    answers()
        .forEach(
            (place, answer) -> {
              if (answer.getContent() != null) {
                contents.put(place, answer.getContent());
              }
            });
    return contents;
  }

  private static Map<String, ApiResponse> answers() {
    Map<String, ApiResponse> answers = new TreeMap<>();
    operations()
        .forEach(
            (route, operation) ->
                operation
                    .getResponses()
                    .forEach((status, answer) -> answers.put(route + " " + status, whole(answer))));
    return answers;
  }

  private static Map<String, Operation> operations() {
    Map<String, Operation> operations = new TreeMap<>();
    Contract.document()
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) -> operations.put(method + " " + path, operation)));
    return operations;
  }

  /** The operations of the API itself; health and metrics are the server's. */
  private static SortedMap<String, Set<String>> described() {
    SortedMap<String, Set<String>> described = new TreeMap<>();
    operations()
        .forEach(
            (route, operation) -> {
              if (route.contains(" /v2/")) {
                described.put(
                    route,
                    operation.getRequestBody() == null
                        ? Set.of()
                        : new TreeSet<>(body(operation).getContent().keySet()));
              }
            });
    return described;
  }

  private static RequestBody body(Operation operation) {
    RequestBody body = operation.getRequestBody();
    return body.get$ref() == null
        ? body
        : Contract.document().getComponents().getRequestBodies().get(name(body.get$ref()));
  }

  private static ApiResponse whole(ApiResponse answer) {
    return answer.get$ref() == null
        ? answer
        : Contract.document().getComponents().getResponses().get(name(answer.get$ref()));
  }

  private static Parameter whole(Parameter parameter) {
    return parameter.get$ref() == null
        ? parameter
        : Contract.document().getComponents().getParameters().get(name(parameter.get$ref()));
  }

  private static String name(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
