package org.taskyard.handlers.transfer.exporting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.taskyard.search.CountTasks;
import org.taskyard.search.SearchRequest;

/**
 * How many tasks an export will have written in the end, for its progress: exact if that is cheap.
 */
@ApplicationScoped
public class ExpectTotal {

  @Inject private CountTasks countTasks;

  long of(SearchRequest search) {
    return countTasks.count(search).value();
  }
}
