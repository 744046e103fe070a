package org.taskyard.listing;

import java.util.List;
import java.util.Map;
import org.taskyard.refusal.ServiceException;

/** A search that would need more time than any caller may take from the others. */
public final class SearchTooBroad extends ServiceException {

  private static final long serialVersionUID = 1L;

  SearchTooBroad(String advice) {
    super(
        Kind.INVALID,
        "search-too-broad",
        "The search is too broad",
        "It would take longer than " + TimeBudget.PAGE_MS / 1_000 + " s. " + advice);
    put(
        "errors",
        List.of(Map.of("pointer", "/filter", "message", "too broad; add a selective condition")));
  }
}
