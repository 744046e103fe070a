package org.taskyard.handlers.transfer.exporting;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.search.total.CountTasks;

/**
 * How many tasks an export will have written in the end, for its progress: exact if that is cheap.
 */
@ApplicationScoped
public class ExpectTotal {

  @EJB private CountTasks countTasks;

  long of(SearchRequest search) {
    return countTasks.count(search).value();
  }
}
