package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {

  private final String temporary = System.getProperty("java.io.tmpdir");

  @TempDir private Path data;

  @AfterEach
  void restore() {
    System.setProperty("java.io.tmpdir", temporary);
  }

  @Test
  void whatADeadNodeHasLeftIsRemovedAndWhatALivingOneUsesIsNot() throws IOException {
    Path living = server("server-of-a-living-one");
    Path dead = server("server-of-a-dead-one");
    Files.createFile(dead.resolve("lock"));
    Path unlocked = server("server-without-a-lock");
    try (HoldsLock node = new HoldsLock(living.resolve("lock"))) {
      Path own = ServerDirectory.create(data);
      assertThat(own).hasParent(data).isDirectory();
      assertThat(Path.of(System.getProperty("java.io.tmpdir"))).hasParent(own).isDirectory();
      assertThat(dead).doesNotExist();
      assertThat(unlocked).doesNotExist();
      assertThat(living.resolve("runtime/a.jar")).exists();
    }
  }

  private Path server(String name) throws IOException {
    Path server = data.resolve(name);
    Files.createDirectories(server.resolve("runtime"));
    Files.createFile(server.resolve("runtime/a.jar"));
    return server;
  }

  @Test
  void whatTheServerCannotTakeIsRefusedAndNothingIsMade() {
    for (String odd : new String[] {"a?b", "a[b", "a]b", "${user.home}"}) {
      assertThatThrownBy(() -> ServerDirectory.create(data.resolve(odd)))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("name a directory whose path has no ?, [, ] or $.");
    }
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsRefused() throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    assertThatThrownBy(() -> ServerDirectory.create(file.resolve("data")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot be unpacked in " + file.resolve("data"));
  }
}
