package org.taskyard.fuzz;

import java.util.List;
import java.util.Random;

/** Chance, from a seed that can be thrown again. */
record Dice(Random random) {

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  final <T> T among(T... values) {
    return values[random.nextInt(values.length)];
  }
}
