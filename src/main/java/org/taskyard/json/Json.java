package org.taskyard.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The one way in which this service reads and writes JSON. Reading is strict: no duplicate keys,
 * nothing after the document, bounded depth; numbers keep their digits, and one that has too many
 * is no number.
 */
public final class Json {

  /** Deeper documents, and deeper values within a document, are unreadable. */
  public static final int MAX_DEPTH = 32;

  static final String TOO_DEEP = "nesting depth";

  private static final int MAX_STRING_LENGTH = 64 * 1024 * 1024;

  /** Thread-safe, never reconfigured after start. */
  public static final JsonMapper MAPPER = mapper();

  private Json() {}

  /**
   * Reads a value.
   *
   * @return missing if the text is blank
   * @throws JsonProcessingException if the text is not exactly one JSON value within the bounds
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    return read(text, true);
  }

  /**
   * Reads a document in which values stand, such as a task with its request: their levels are
   * counted from themselves, so that what could be read by itself can be read within.
   *
   * @return missing if the text is blank
   * @throws JsonProcessingException if the text is not exactly one JSON document within the bounds
   */
  public static JsonNode document(String text) throws JsonProcessingException {
    return read(text, false);
  }

  /**
   * Reads what this service has written itself, or checked before it was stored.
   *
   * @throws IllegalStateException if it is no JSON after all
   */
  public static JsonNode stored(String text) {
    try {
      return document(text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("stored JSON that cannot be read", impossible);
    }
  }

  private static JsonNode read(String text, boolean value) throws JsonProcessingException {
    try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
      return JsonTree.read(parser, value);
    } catch (JsonProcessingException fault) {
      throw fault;
    } catch (IOException impossible) {
      throw new IllegalStateException("a text that cannot be read", impossible);
    }
  }

  /**
   * Reads a document in UTF-8.
   *
   * @return missing if there is nothing
   * @throws JsonProcessingException if the bytes are not exactly one JSON document within the
   *     bounds
   */
  public static JsonNode document(InputStream body) throws IOException {
    try (JsonParser parser = MAPPER.getFactory().createParser(Utf8.reader(body))) {
      return JsonTree.read(parser, false);
    }
  }

  /**
   * Reads one array in UTF-8, of which one item at a time is in memory.
   *
   * @return false if the document is something else than an array
   * @throws JsonProcessingException if the bytes are not exactly one JSON document within the
   *     bounds; items may have been taken before
   */
  public static boolean items(InputStream body, Consumer<JsonNode> items) throws IOException {
    try (JsonParser parser = MAPPER.getFactory().createParser(Utf8.reader(body))) {
      return JsonTree.items(parser, items);
    }
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
   * Writes the value as compact JSON, numbers plain, as long as it does not take more room.
   *
   * @return null if it takes more than {@code maxBytes} in UTF-8
   */
  static String write(JsonNode value, int maxBytes) {
    Bounded bytes = new Bounded(maxBytes);
    try {
      MAPPER.writeValue(bytes, value);
      return bytes.taken.toString(StandardCharsets.UTF_8);
    } catch (Full tooLarge) {
      return null;
    } catch (IOException impossible) {
      throw new IllegalStateException("a value that was read and is not JSON", impossible);
    }
  }

  private static final class Full extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Takes no more than so many bytes: what is short as it was sent may be long written out. */
  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final int most;

    Bounded(int most) {
      this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (taken.size() + length > most) {
        throw new Full();
      }
      taken.write(from, offset, length);
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
    // depth and numbers are bounded by JsonTree, names and documents by the size of a body
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(MAX_STRING_LENGTH)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(bounds)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            // callers' key names would stay in tables: one of this factory, one of the process
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
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
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }
}
