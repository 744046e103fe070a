package org.taskyard.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.file.ByteRange.Outside;
import org.taskyard.file.ByteRange.Part;
import org.taskyard.file.ByteRange.Whole;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,0",
    "bytes=0-,0,99",
    "bytes=10-19,10,19",
    "Bytes=10-19,10,19",
    "bytes=99-,99,99",
    "bytes=90-1000,90,99",
    "bytes=90-99999999999999999999999,90,99",
    "bytes=-1,99,99",
    "bytes=-30,70,99",
    "bytes=-1000,0,99",
    "bytes=0000000000000000000000005-6,5,6",
  })
  void rangeIsCutToTheFile(String header, long first, long last) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new Part(new ByteRange(first, last)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=99999999999999999999-", "bytes=-0"})
  void rangeBehindTheEndIsOutside(String header) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new Outside());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "bytes=a-b",
        "lines=1-2",
        "bytes=0-1,5-6",
        "bytes 0-1",
        ""
      })
  void whatIsNotOneRangeOfBytesIsTheWhole(String header) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new Whole());
  }

  @Test
  void noHeaderIsTheWhole() {
    assertThat(ByteRange.of(null, 100)).isEqualTo(new Whole());
  }

  @Test
  void emptyFileHasNoByteToStartAt() {
    assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new Outside());
    assertThat(ByteRange.of("bytes=-5", 0)).isEqualTo(new Whole());
  }

  @Test
  void lengthCountsBothEnds() {
    assertThat(new ByteRange(10, 19).length()).isEqualTo(10);
    assertThat(new ByteRange(0, -1).length()).isZero();
  }
}
