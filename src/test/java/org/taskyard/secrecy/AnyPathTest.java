package org.taskyard.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.taskyard.json.Json;

/** Any text is read as a path or refused, and a path is read as what it was written for. */
class AnyPathTest {

  private static final String CANARY = "the secret";

  @Provide
  Arbitrary<String> nearlyPaths() {
    return Arbitraries.of(
            "request",
            "response",
            "log",
            ".",
            "[",
            "]",
            "*",
            "\"",
            "\\",
            "a",
            "é",
            "[*]",
            ".*",
            "\\u0061",
            " ",
            "\u0000")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.strings()
        .ofMinLength(0)
        .ofMaxLength(8)
        .filter(name -> name.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property
  void anyTextIsAPathOrIsNone(@ForAll("nearlyPaths") String text) {
    Optional<JsonPath> path = PathReader.MASKED.read(text);
    path.ifPresent(read -> assertThat(PathReader.MASKED.read(read.toString())).contains(read));
  }

  @Property
  void anyNamesCanBeWrittenAsAPathAndLeadToTheirPlace(@ForAll("names") List<String> names) {
    JsonPath path =
        new JsonPath("request", names.stream().<JsonPath.Step>map(JsonPath.Name::new).toList());
    if (path.toString().length() <= PathReader.LONGEST) {
      assertThat(PathReader.MASKED.read(path.toString())).contains(path);
    }
    ObjectNode value = Json.MAPPER.createObjectNode();
    ObjectNode at = value;
    for (String name : names.subList(0, names.size() - 1)) {
      at = at.putObject(name);
    }
    at.put(names.get(names.size() - 1), CANARY);
    assertThat(path.isAskedBy(value)).isTrue();
    assertThat(path.replace(value, one -> TextNode.valueOf("*")).toString()).doesNotContain(CANARY);
  }
}
