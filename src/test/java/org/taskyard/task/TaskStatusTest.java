package org.taskyard.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of legal moves, and the picture of it in docs/lifecycle.md. */
class TaskStatusTest {

  private static final Pattern ARROW = Pattern.compile("(?m)^ +(\\w+) --> (\\w+):");

  /** Work that runs elsewhere, and is only recorded here. */
  private static final List<String> BY_CLIENTS_ONLY =
      List.of("pending --> completed", "pending --> failed");

  @Test
  void thePictureHasEveryMoveButThoseThatOnlyAClientMakes() throws IOException {
    Set<String> drawn =
        ARROW
            .matcher(Files.readString(Path.of("docs/lifecycle.md")))
            .results()
            .map(arrow -> arrow.group(1) + " --> " + arrow.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> moves =
        Stream.of(TaskStatus.values())
            .flatMap(from -> from.moves().stream().map(to -> from.text() + " --> " + to.text()))
            .filter(move -> !BY_CLIENTS_ONLY.contains(move))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(drawn).isEqualTo(moves);
  }
}
