package org.taskyard.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;

/**
 * The one way in which this service reads and writes JSON. Reading is strict: no duplicate keys,
 * nothing after the document, bounded depth and numbers, numbers keep their digits.
 */
public final class Json {

  /** Deeper documents are unreadable. */
  public static final int MAX_DEPTH = 32;

  private static final int MAX_NUMBER_LENGTH = 1_000;
  private static final int MAX_NAME_LENGTH = 1_000;
  private static final int MAX_STRING_LENGTH = 64 * 1024 * 1024;

  /** Thread-safe, never reconfigured after start. */
  public static final JsonMapper MAPPER = mapper();

  private Json() {}

  /**
   * Reads one document.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON document within the bounds
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    try {
      return MAPPER.readTree(text);
    } catch (NumberFormatException outOfBounds) {
      throw unreadable(outOfBounds);
    }
  }

  /**
   * Reads one document in UTF-8.
   *
   * @throws JsonProcessingException if the bytes are not exactly one JSON document within the
   *     bounds
   */
  static JsonNode read(InputStream body) throws IOException {
    try {
      return MAPPER.readTree(body);
    } catch (NumberFormatException outOfBounds) {
      throw unreadable(outOfBounds);
    }
  }

  /** Takes in the items of an array, one after the other. */
  @FunctionalInterface
  public interface Items {
    void take(JsonNode item);
  }

  /**
   * Reads one array in UTF-8, of which one item at a time is in memory.
   *
   * @return false if the document is something else than an array
   * @throws JsonProcessingException if the bytes are not exactly one JSON document within the
   *     bounds; items may have been taken before
   */
  public static boolean items(InputStream body, Items items) throws IOException {
    ObjectReader item = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    try (JsonParser parser = MAPPER.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.take(item.readTree(parser));
        }
      } else {
        parser.skipChildren();
      }
      if (first != null && parser.nextToken() != null) {
        throw MismatchedInputException.from(parser, JsonNode.class, "text after the array");
      }
      return first == JsonToken.START_ARRAY;
    } catch (NumberFormatException outOfBounds) {
      throw unreadable(outOfBounds);
    }
  }

  /** Jackson lets this through where a number has more exponent than BigDecimal can hold. */
  private static JsonProcessingException unreadable(NumberFormatException outOfBounds) {
    return new StreamConstraintsException("a number is out of bounds: " + outOfBounds.getMessage());
  }

  /** The value as compact JSON; numbers plain, without exponent. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a value of ours that is not JSON", impossible);
    }
  }

  /** The value as compact JSON in UTF-8. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a value of ours that is not JSON", impossible);
    }
  }

  /**
   * The document as compact JSON in UTF-8, to tell whether two are the same; numbers with exponent
   * where written out they would fill a disk.
   */
  public static byte[] sameness(JsonNode document) {
    try {
      return MAPPER
          .writer()
          .without(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .writeValueAsBytes(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a document that was read and is not JSON", impossible);
    }
  }

  /** The text as a JSON string, quotes included. */
  public static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static JsonMapper mapper() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .maxStringLength(MAX_STRING_LENGTH)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(bounds)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            // callers' key names would fill a process-wide table that never shrinks; canonical
            // names
            // stay on, for without them Jackson decodes by a Reader that takes bytes which are not
            // UTF-8
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    SimpleModule moments = new SimpleModule();
    moments.addSerializer(
        Instant.class,
        new com.fasterxml.jackson.databind.ser.std.StdSerializer<Instant>(Instant.class) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(
              Instant moment,
              JsonGenerator out,
              com.fasterxml.jackson.databind.SerializerProvider context)
              throws IOException {
            out.writeString(Rfc3339.text(moment));
          }
        });
    moments.addSerializer(UUID.class, ToStringSerializer.instance);
    return JsonMapper.builder(factory)
        .addModule(moments)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }
}
