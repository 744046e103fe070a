package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {

  @Test
  void aTextThatIsTooLongIsCutAndTellsHowLongItWas() {
    String cut = StorableText.cut("x".repeat(160_000), 100);

    assertThat(cut).hasSize(100).startsWith("xxx").endsWith("x… [cut: 160,000 characters]");
    assertThat(StorableText.cut("x".repeat(100), 100)).isEqualTo("x".repeat(100));
  }

  @Test
  void whatCannotBeStoredIsReplacedAlsoWhereTheCutGoesThroughAPair() {
    assertThat(StorableText.cut("a\0b\ud800c😀\udc00", 100)).isEqualTo("a\ufffdb\ufffdc😀\ufffd");
    for (int length = 40; length < 42; length++) {
      assertThat(StorableText.cut("😀".repeat(100), length))
          .hasSize(length)
          .matches(text -> !text.replace("😀", "").matches(".*[\ud800-\udfff].*"));
    }
  }

  @Test
  void aFailureAlwaysHasATypeAndAMessageThatCanBeStored() {
    Failure failure = new Failure("T\0".repeat(1_000), " ", true);

    assertThat(failure.type())
        .hasSize(200)
        .doesNotContain("\0")
        .endsWith("[cut: 2,000 characters]");
    assertThat(failure.message()).isEqualTo("no message");
    assertThat(Failure.of(new IllegalStateException("x".repeat(9_000_000)), true).message())
        .hasSize(Failure.MAX_MESSAGE)
        .endsWith("[cut: 9,000,000 characters]");
  }
}
