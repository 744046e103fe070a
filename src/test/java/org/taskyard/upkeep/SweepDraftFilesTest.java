package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class SweepDraftFilesTest {

  private static TestDatabase database;

  private final SweepDraftFiles sweep = new SweepDraftFiles();

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @BeforeEach
  void begin() {
    database.run("DELETE FROM file");
    sweep.sql = database.sql();
  }

  @Test
  void draftIsSweptWithItsChunksADayAfterItWasBegun() {
    UUID draft = file(null);
    database.moveClock(Duration.ofHours(25));
    assertThat(sweep.run()).isOne();
    assertThat(database.one("SELECT count(*) FROM file")).isEqualTo("0");
    assertThat(database.one("SELECT count(*) FROM file_chunk WHERE file_id = ?", draft))
        .isEqualTo("0");
  }

  @Test
  void draftThatMayStillBeWrittenStays() {
    file(null);
    database.moveClock(Duration.ofHours(23));
    assertThat(sweep.run()).isZero();
    assertThat(database.one("SELECT count(*) FROM file")).isEqualTo("1");
  }

  @Test
  void finishedFileStaysHoweverOldItIs() {
    UUID finished = file(new byte[32]);
    database.moveClock(Duration.ofDays(400));
    assertThat(sweep.run()).isZero();
    assertThat(database.one("SELECT count(*) FROM file_chunk WHERE file_id = ?", finished))
        .isEqualTo("1");
  }

  @Test
  void manyAreSweptAFewAtATime() {
    for (int i = 0; i < SweepDraftFiles.BATCH + 1; i++) {
      file(null);
    }
    database.moveClock(Duration.ofHours(25));
    assertThat(sweep.run()).isEqualTo(SweepDraftFiles.BATCH);
    assertThat(sweep.pauseAfter(SweepDraftFiles.BATCH)).isZero();
    assertThat(sweep.run()).isOne();
    assertThat(sweep.pauseAfter(1)).isPositive();
  }

  private static UUID file(byte[] sha256) {
    UUID id = UUID.randomUUID();
    database.run(
        """
        INSERT INTO file (file_id, created_at, size, name, content_type, sha256)
        VALUES (?, service_clock(), 1, 'x', 'text/plain', ?)
        """,
        id,
        sha256);
    database.run("INSERT INTO file_chunk VALUES (?, 0, ?)", id, new byte[1]);
    return id;
  }
}
