package org.taskyard.handlers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.taskyard.search.CountTasks;
import org.taskyard.search.EstimateTotal;
import org.taskyard.search.SearchRequest;
import org.taskyard.search.SearchTooBroad;

/**
 * How many tasks an export will have written in the end, for its progress: exact if that is cheap.
 */
@ApplicationScoped
public class ExpectTotal {

  @Inject private CountTasks countTasks;
  @Inject private EstimateTotal estimateTotal;

  long of(SearchRequest search) {
    try {
      return countTasks.count(search);
    } catch (SearchTooBroad takesTooLong) {
      return estimateTotal.estimate(search);
    }
  }
}
