package org.taskyard.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {

  private final Places places = new Places(2);

  @Test
  void noMoreAreTakenThanThereAre() {
    assertThat(places.take(() -> 0)).isTrue();
    assertThat(places.take(() -> 0)).isTrue();
    assertThat(places.take(() -> 0)).isFalse();
    places.give();
    assertThat(places.take(() -> 0)).isTrue();
    assertThat(places.take(() -> 0)).isFalse();
  }

  @Test
  void whoHasLeftKeepsNobodyOut() {
    assertThat(places.take(() -> 0)).isTrue();
    assertThat(places.take(() -> 0)).isTrue();
    assertThat(places.take(() -> 1)).isTrue();
    assertThat(places.take(() -> 1)).isFalse();
  }

  @Test
  void allAreFreeWhenAllWereGivenBack() {
    assertThat(places.free()).isTrue();
    assertThat(places.take(() -> 0)).isTrue();
    assertThat(places.free()).isFalse();
    places.give();
    assertThat(places.free()).isTrue();
  }
}
