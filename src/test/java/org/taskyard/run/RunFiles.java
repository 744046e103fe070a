package org.taskyard.run;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of {@code examples/run}, read. */
final class RunFiles {

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");

  private RunFiles() {}

  static String text(String name) {
    try {
      return Files.readString(Path.of("examples/run", name));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The documents of a YAML file; a key that appears twice is a fault. */
  static List<JsonNode> yaml(String name) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text(name))) {
      return documents.readAll();
    } catch (IOException fault) {
      throw new UncheckedIOException(name, fault);
    }
  }

  /** The lines of a Dockerfile or a unit, without comments, with continued ones in one. */
  static List<String> lines(String name) {
    String told =
        String.join("\n", text(name).lines().filter(line -> !line.startsWith("#")).toList());
    return CONTINUED
        .matcher(told)
        .replaceAll(" ")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** What follows a word such as {@code FROM } or {@code ExecStart=}, in the order of the file. */
  static List<String> all(String name, String word) {
    return lines(name).stream()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()))
        .toList();
  }

  /** The same for a word that must be there once. */
  static String only(String name, String word) {
    List<String> found = all(name, word);
    if (found.size() != 1) {
      throw new AssertionError(word + " is in " + name + " " + found.size() + " times, not once");
    }
    return found.get(0);
  }

  /** Variables from {@code NAME=value NAME="value with blanks"}. */
  static Map<String, String> assignments(List<String> lines) {
    Map<String, String> variables = new TreeMap<>();
    for (String line : lines) {
      Matcher each = ASSIGNMENT.matcher(line);
      while (each.find()) {
        variables.put(each.group(1), each.group(2).replace("\"", ""));
      }
    }
    return variables;
  }

  /** The value of an option in a command, whether as JSON or as plain words. */
  static String option(String command, String name) {
    Matcher found =
        Pattern.compile(Pattern.quote(name) + "[\",\\s=]+([^\",\\s\\]]+)").matcher(command);
    if (!found.find()) {
      throw new AssertionError(name + " is missing in: " + command);
    }
    return found.group(1);
  }
}
