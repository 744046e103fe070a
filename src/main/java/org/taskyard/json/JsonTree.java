package org.taskyard.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the tree of one JSON document. Unlike Jackson's own way it counts levels as we mean them,
 * and converts no number that is beyond our bounds: that would take time by the square of its
 * digits.
 */
final class JsonTree {

  /** Members whose value is a caller's own: its levels are counted from there. */
  private static final Set<String> VALUES = Set.of("request", "response", "error", "checkpoint");

  /** Stands for a number beyond {@link JsonText#MAX_DIGITS}; it is no number to those who ask. */
  private static final JsonNode TOO_LONG = new POJONode("a number that is too long");

  /** Longer ones have more digits than may be, whatever their form. */
  private static final int LONGEST_NUMBER = 2 * JsonText.MAX_DIGITS + 20;

  private final JsonParser parser;
  private boolean within;

  private JsonTree(JsonParser parser, boolean within) {
    this.parser = parser;
    this.within = within;
  }

  /**
   * Reads to the end.
   *
   * @param value true if all of it is one value of a caller
   * @return missing if there is nothing
   */
  static JsonNode read(JsonParser parser, boolean value) throws IOException {
    JsonTree tree = new JsonTree(parser, value);
    if (parser.nextToken() == null) {
      return MissingNode.getInstance();
    }
    JsonNode node = tree.node(0);
    tree.end();
    return node;
  }

  /**
   * Reads an array to the end, item by item.
   *
   * @return false if it is none
   */
  static boolean items(JsonParser parser, Consumer<JsonNode> items) throws IOException {
    JsonTree tree = new JsonTree(parser, false);
    JsonToken first = parser.nextToken();
    boolean array = first == JsonToken.START_ARRAY;
    while (array && parser.nextToken() != JsonToken.END_ARRAY) {
      items.accept(tree.node(1));
    }
    if (!array && first != null) {
      tree.node(0);
    }
    tree.end();
    return array;
  }

  private void end() throws IOException {
    if (parser.nextToken() != null) {
      throw MismatchedInputException.from(parser, JsonNode.class, "text after the end");
    }
  }

  static boolean isTooLong(JsonNode node) {
    return node == TOO_LONG;
  }

  /** The value at the current token, within so many levels. */
  private JsonNode node(int levels) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(deeper(levels));
      case START_ARRAY -> array(deeper(levels));
      case VALUE_STRING -> JsonNodeFactory.instance.textNode(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE, VALUE_FALSE ->
          JsonNodeFactory.instance.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
      default -> throw new IllegalStateException("no token of text: " + parser.currentToken());
    };
  }

  private int deeper(int levels) throws IOException {
    if (levels == Json.MAX_DEPTH) {
      throw new StreamConstraintsException(Json.TOO_DEEP, parser.currentLocation());
    }
    return levels + 1;
  }

  private ObjectNode object(int level) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean value = !within && VALUES.contains(name);
      within |= value;
      parser.nextToken();
      object.set(name, node(value ? 0 : level));
      within &= !value;
    }
    return object;
  }

  private ArrayNode array(int level) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(level));
    }
    return array;
  }

  private JsonNode integer() throws IOException {
    if (parser.getTextLength() > LONGEST_NUMBER) {
      return TOO_LONG;
    }
    return switch (parser.getNumberType()) {
      case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
      case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
      default -> bounded(JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue()));
    };
  }

  private JsonNode decimal() throws IOException {
    if (parser.getTextLength() > LONGEST_NUMBER) {
      return TOO_LONG;
    }
    try {
      // keeps trailing zeros, as the factory would not
      return bounded(DecimalNode.valueOf(new BigDecimal(parser.getText())));
    } catch (NumberFormatException exponent) {
      return TOO_LONG;
    }
  }

  private static JsonNode bounded(JsonNode number) {
    return JsonText.tooLong(number.decimalValue()) ? TOO_LONG : number;
  }
}
