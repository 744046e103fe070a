package org.taskyard.handlers.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RowIdsTest {

  private static final UUID IMPORT = UUID.fromString("0190a000-0000-7000-8000-000000000001");
  private static final UUID ANOTHER = UUID.fromString("0190a000-0000-7000-8000-000000000002");

  @Test
  void aRowHasTheSameIdHoweverOftenItsImportRuns() {
    assertThat(new RowIds(IMPORT, "file:1").of(17)).isEqualTo(new RowIds(IMPORT, "file:1").of(17));
  }

  @Test
  void anotherLineSourceOrImportMakesAnotherId() {
    UUID id = new RowIds(IMPORT, "file:1").of(17);
    assertThat(new RowIds(IMPORT, "file:1").of(18)).isNotEqualTo(id);
    assertThat(new RowIds(IMPORT, "file:2").of(17)).isNotEqualTo(id);
    assertThat(new RowIds(ANOTHER, "file:1").of(17)).isNotEqualTo(id);
  }

  @Test
  void idsOfAFileAreDifferentAndInTheOrderOfItsLinesUpToTheLongestFileThereCanBe() {
    RowIds ids = new RowIds(IMPORT, "file:1");
    long most = 1L << 36;
    List<String> texts =
        LongStream.of(1, 2, 3, 4_096, (1 << 24) - 1, 1 << 24, 1 << 25, most - 2, most - 1)
            .mapToObj(line -> ids.of(line).toString())
            .toList();
    assertThat(texts).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void theyAreOfTheTimeOfTheImportIfItsIdHasOne() {
    UUID id = new RowIds(IMPORT, "file:1").of(1);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.toString()).startsWith("0190a000-0000-7");
    assertThat(new RowIds(UUID.randomUUID(), "file:1").of(1).version()).isEqualTo(8);
  }
}
