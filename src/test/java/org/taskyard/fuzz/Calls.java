package org.taskyard.fuzz;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.Contract;

/** Calls of every operation that the OpenAPI document has; a new one joins by being described. */
final class Calls {

  /**
   * One call, ready to be sent.
   *
   * @param otherEncoding true if the body is text, and not in UTF-8
   */
  record Call(
      String method, String path, List<String> headers, byte[] body, boolean otherEncoding) {

    Answer send(Api api) {
      return api.sendBytes(
          method,
          path,
          body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body),
          headers.toArray(String[]::new));
    }

    @Override
    public String toString() {
      String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
      return "%s %s %s%n%s".formatted(method, path, headers, text);
    }
  }

  private record Route(String method, String path, Operation operation) {}

  private static final List<Route> ROUTES = routes();
  private static final List<Charset> OTHERS =
      Stream.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE")
          .map(Charset::forName)
          .toList();

  private final Dice dice;
  private final Known known;
  private final SchemaValues values;
  private final WeirdJson weird;

  Calls(Dice dice, Known known) {
    this.dice = dice;
    this.known = known;
    this.values = new SchemaValues(dice, known);
    this.weird = new WeirdJson(dice);
  }

  Call next() {
    Route route = dice.one(ROUTES);
    String path = route.path;
    List<String> query = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    for (Parameter parameter : parameters(route.operation)) {
      String name = parameter.getName();
      switch (parameter.getIn()) {
        case "path" -> path = path.replace("{" + name + "}", encoded(identifier(route.path, name)));
        case "query" -> {
          if (dice.percent(Boolean.TRUE.equals(parameter.getRequired()) ? 95 : 25)) {
            query.add(name + "=" + encoded(plain(route.path, name, parameter)));
          }
        }
        default -> {
          if (dice.percent(20)) {
            headers.addAll(List.of(name, header(name)));
          }
        }
      }
    }
    byte[] body = body(route.operation, headers);
    Charset other = dice.percent(5) ? dice.one(OTHERS) : null;
    boolean reencoded = other != null && body != null && !takesBytes(route.operation);
    if (reencoded) {
      body = new String(body, StandardCharsets.UTF_8).getBytes(other);
    }
    if (dice.percent(3)) {
      headers.addAll(List.of("Accept", dice.among("text/html", "application/json;q=0.5", "*/*")));
    }
    return new Call(
        route.method,
        query.isEmpty() ? path : path + "?" + String.join("&", query),
        headers,
        body,
        reencoded && body.length > 0);
  }

  /** What is operated on, such as the task of {@code /v2/task/view/{id}}. */
  private String identifier(String path, String name) {
    List<String> seen = name.equals("name") ? known.handlers : known.ids.get(path.split("/")[2]);
    String latest = seen.get(seen.size() - 1);
    return dice.percent(85)
        ? dice.among(latest, dice.one(seen))
        : dice.among("task-1", "", "1-1-1-1-1", "😀", "a b", "%", latest + "0");
  }

  private String plain(String path, String name, Parameter parameter) {
    if (name.equals("id")) {
      return identifier(path, name);
    }
    if (name.equals("historicize") && dice.percent(70)) {
      return "false";
    }
    return values.value(name, parameter.getSchema(), 0).replaceAll("^\"|\"$", "");
  }

  private String header(String name) {
    return switch (name) {
      case "If-Match", "If-None-Match", "If-Range" ->
          dice.percent(70)
              ? dice.one(known.etags)
              : dice.among("*", "", "x", "W/\"x\"", "\"a\", \"b\"");
      case "Idempotency-Key" ->
          dice.percent(90) ? dice.one(known.keys) : dice.among("", "\"", "k".repeat(300));
      case "Range" ->
          dice.among("bytes=0-0", "bytes=5-", "bytes=-1", "bytes=9-1", "lines=1", "bytes=0-0,2-2");
      case "Content-Disposition" ->
          dice.among("attachment; filename=\"a.csv\"", "inline", "filename*=UTF-8''%ff", ";;;");
      case "Prefer" -> dice.among("wait=0", "wait=-1", "wait=x", "return=minimal");
      default -> dice.among("", "x", "1", "\"x\"");
    };
  }

  private byte[] body(Operation operation, List<String> headers) {
    if (operation.getRequestBody() == null || dice.percent(2)) {
      return null;
    }
    Content content = whole(operation.getRequestBody()).getContent();
    String type = dice.one(List.copyOf(content.keySet()));
    String document =
        switch (type) {
          case "application/json" -> values.document(content.get(type).getSchema());
          case "*/*" -> weird.value(3);
          default -> lines(content);
        };
    if (dice.percent(6)) {
      document = weird.broken(document);
    }
    String sent = dice.percent(3) ? "text/html" : type.equals("*/*") ? "text/csv" : type;
    if (!dice.percent(2)) {
      headers.addAll(List.of("Content-Type", sent));
    }
    return (dice.percent(2) ? "\uFEFF" + document : document).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean takesBytes(Operation operation) {
    return whole(operation.getRequestBody()).getContent().containsKey("*/*");
  }

  private String lines(Content content) {
    StringBuilder lines = new StringBuilder();
    for (int i = dice.below(4); i >= 0; i--) {
      lines
          .append(
              values.document(
                  SchemaValues.resolved(content.get("application/json").getSchema()).getItems()))
          .append(dice.among("\n", "\r\n", "\n\n"));
    }
    return lines.toString();
  }

  /** Short enough for the server: a longer line never reaches the service (docs/api.md). */
  private static String encoded(String text) {
    // half characters cannot be encoded
    return URLEncoder.encode(
            text.substring(0, Math.min(text.length(), 600)), StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  private static List<Parameter> parameters(Operation operation) {
    return operation.getParameters() == null
        ? List.of()
        : operation.getParameters().stream().map(Calls::whole).toList();
  }

  private static Parameter whole(Parameter parameter) {
    return parameter.get$ref() == null
        ? parameter
        : components().getParameters().get(name(parameter.get$ref()));
  }

  private static RequestBody whole(RequestBody body) {
    return body.get$ref() == null
        ? body
        : components().getRequestBodies().get(name(body.get$ref()));
  }

  private static Components components() {
    return Contract.document().getComponents();
  }

  private static String name(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  /** All but streams without end, for which a test would wait. */
  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    Contract.document()
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> add(routes, path, method, operation)));
    return List.copyOf(routes);
  }

  private static void add(
      List<Route> routes, String path, PathItem.HttpMethod method, Operation operation) {
    if (path.startsWith("/v2/") && !path.endsWith("/events")) {
      routes.add(new Route(method.name(), path, operation));
    }
  }
}
