package org.taskyard.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.SimpleValidationReportFormat;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what goes over the wire against the OpenAPI document: each answer, and each request that
 * was not refused. The client of the API tests passes everything through {@link #check}.
 */
public final class Contract {

  /** The document, where a change of it is seen without a build. */
  public static final Path DOCUMENT = Path.of("src/main/resources/META-INF/openapi.yaml");

  static {
    // fields of the server may have any value, a number of 100,000 digits, too
    StreamReadConstraints.overrideDefaultStreamReadConstraints(
        StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build());
  }

  private static final SwaggerParseResult PARSED =
      new OpenAPIV3Parser().readLocation(DOCUMENT.toUri().toString(), null, null);

  /** Every schema says itself whether it takes further members. */
  private static final LevelResolver AS_WRITTEN =
      LevelResolver.create()
          .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
          .withLevel("validation.request.parameter.query.unexpected", ValidationReport.Level.ERROR)
          .build();

  /** Reads the document itself: it wants every reference resolved. */
  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForSpecificationUrl(DOCUMENT.toUri().toString())
          .withLevelResolver(AS_WRITTEN)
          .build();

  private static final SchemaValidator SCHEMAS =
      new SchemaValidator(PARSED.getOpenAPI(), new MessageResolver(AS_WRITTEN));

  private static final Set<String> KNOWN_METHODS =
      Stream.of(Request.Method.values()).map(Enum::name).collect(Collectors.toSet());

  private Contract() {}

  /** What is wrong with the document itself; empty if nothing. */
  public static List<String> faults() {
    return PARSED.getMessages();
  }

  public static OpenAPI document() {
    return PARSED.getOpenAPI();
  }

  /**
   * What keeps a value from being of a schema of the document; empty if it is.
   *
   * @param json the value
   * @param place for the messages
   */
  public static List<String> faults(
      String json, io.swagger.v3.oas.models.media.Schema<?> schema, String place) {
    return SCHEMAS.validate(json, schema, place).getMessages().stream()
        .map(message -> place + ": " + message.getMessage())
        .toList();
  }

  /**
   * Passes what the document describes.
   *
   * @throws AssertionError with every deviation
   */
  public static void check(Exchange exchange) {
    String path = exchange.target().getRawPath();
    if (!path.startsWith("/v2/") || exchange.method().equals("OPTIONS")) {
      return;
    }
    if (!KNOWN_METHODS.contains(exchange.method())) {
      checkUndescribed(exchange);
      return;
    }
    Request.Method method = Request.Method.valueOf(exchange.method());
    ValidationReport report =
        withoutBodyOfHead(exchange, VALIDATOR.validateResponse(path, method, response(exchange)));
    if (isNowhere(report)) {
      checkUndescribed(exchange);
      return;
    }
    // 207 is the answer to a batch of which some items may have been refused
    if (exchange.status() >= 200 && exchange.status() < 300 && exchange.status() != 207) {
      report = report.merge(VALIDATOR.validateRequest(request(exchange, method, path)));
    }
    assertThat(report.hasErrors())
        .as(
            "%s %s -> %d is as %s says:%n%s%nsent: %s%nreceived: %s",
            exchange.method(),
            exchange.target(),
            exchange.status(),
            DOCUMENT,
            SimpleValidationReportFormat.getInstance().apply(report),
            shown(exchange.sent()),
            shown(exchange.received()))
        .isFalse();
  }

  /** The answer to HEAD has the schema of the answer to GET, and never a body. */
  private static ValidationReport withoutBodyOfHead(Exchange exchange, ValidationReport report) {
    return exchange.method().equals("HEAD") && exchange.received().length == 0
        ? ValidationReport.from(
            report.getMessages().stream()
                .filter(message -> !message.getKey().equals("validation.response.body.missing"))
                .toList())
        : report;
  }

  private static boolean isNowhere(ValidationReport report) {
    return report.getMessages().stream()
        .anyMatch(
            message ->
                message.getKey().equals("validation.request.path.missing")
                    || message.getKey().equals("validation.request.operation.notAllowed"));
  }

  /** A path or method that does not exist is refused by a problem; HEAD answers like its GET. */
  private static void checkUndescribed(Exchange exchange) {
    String request = exchange.method() + " " + exchange.target();
    if (exchange.method().equals("HEAD")) {
      PathItem described = document().getPaths().get(exchange.target().getRawPath());
      assertThat(exchange.received()).as(request).isEmpty();
      assertThat(described == null || described.getGet() != null).as(request).isTrue();
      return;
    }
    assertThat(exchange.status())
        .as("%s, which %s does not know, is refused", request, DOCUMENT)
        .isBetween(400, 599);
    assertThat(
            faults(
                new String(exchange.received(), StandardCharsets.UTF_8),
                document().getComponents().getSchemas().get("Problem"),
                request))
        .isEmpty();
  }

  private static SimpleResponse response(Exchange exchange) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(exchange.status());
    exchange
        .responseHeaders()
        .forEach(
            (name, values) -> {
              // a stored file that is JSON is not what meta=true answers
              boolean stored =
                  exchange.isDownload()
                      && exchange.status() < 300
                      && name.equalsIgnoreCase("Content-Type");
              response.withHeader(name, stored ? List.of("application/octet-stream") : values);
            });
    if (exchange.received() != null && exchange.received().length > 0) {
      response.withBody(exchange.received());
    } else if (exchange.isDownload()
        && exchange.method().equals("GET")
        && exchange.status() == 200) {
      // an empty file is a body as well
      response.withBody(" ");
    }
    return response.build();
  }

  private static SimpleRequest request(Exchange exchange, Request.Method method, String path) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(method, path);
    exchange
        .requestHeaders()
        .forEach(
            (name, values) -> {
              // nothing to accept where there is no body; a file is what it is
              boolean matters =
                  !name.equalsIgnoreCase("Accept")
                      || (exchange.received().length > 0 && !path.startsWith("/v2/file/view"));
              if (matters) {
                request.withHeader(name, values);
              }
            });
    String query = exchange.target().getRawQuery();
    if (query != null) {
      for (String parameter : query.split("&")) {
        String[] parts = parameter.split("=", 2);
        request.withQueryParam(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
      }
    }
    if (exchange.isSomethingSent()) {
      request.withBody(DraftFour.body(exchange.sent()));
    }
    return request.build();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String shown(byte[] body) {
    String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…";
  }
}
