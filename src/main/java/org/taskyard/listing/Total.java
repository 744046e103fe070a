package org.taskyard.listing;

import java.util.function.Supplier;

/**
 * How many rows a search finds in all.
 *
 * @param estimated true if counting took too long, so that the value is what the planner expects
 */
public record Total(long value, boolean estimated) {

  /**
   * The total of the search that has this page, null if it is not wanted. A last page with rows on
   * it shows the total, so that a search for few need not count them.
   *
   * @param rows how many the page has
   * @param more whether there is a next page
   * @param counted asks the database
   */
  public static Total of(PageRequest<?> request, int rows, boolean more, Supplier<Total> counted) {
    if (!request.count()) {
      return null;
    }
    if (request.after() != null) {
      return counted.get();
    }
    long seen = request.skip() + rows;
    if (!more && (request.page() == 1 || rows > 0)) {
      return new Total(seen, false);
    }
    Total total = counted.get();
    // what the planner expects may be less than what is there to see
    return total.estimated() && more ? new Total(Math.max(total.value(), seen + 1), true) : total;
  }
}
