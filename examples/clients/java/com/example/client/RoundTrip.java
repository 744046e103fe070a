package com.example.client;

import java.util.List;
import java.util.Map;
import org.taskyard.client.ApiClient;
import org.taskyard.client.api.TasksApi;
import org.taskyard.client.api.WorkersApi;
import org.taskyard.client.model.Assignment;
import org.taskyard.client.model.CompletionBatch;
import org.taskyard.client.model.CompletionItem;
import org.taskyard.client.model.Completions;
import org.taskyard.client.model.NewTask;
import org.taskyard.client.model.Task;
import org.taskyard.client.model.TaskFilter;
import org.taskyard.client.model.TaskSearch;
import org.taskyard.client.model.TextCondition;
import org.taskyard.client.model.WorkClaim;

/** Creates a task, works on it, views it and finds it; prints its id and status. */
public final class RoundTrip {

  private RoundTrip() {}

  /**
   * @param args the address of the server, the name of a handler that nobody else serves
   */
  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(args[0]);
    String handler = args[1];
    TasksApi tasks = new TasksApi(client);
    WorkersApi workers = new WorkersApi(client);

    NewTask wanted = new NewTask().handler(handler).request(Map.of("language", "Java"));
    Task created = tasks.createTask(wanted, null, null);
    for (Assignment work : workers.claimWork(new WorkClaim().handlers(List.of(handler)))) {
      CompletionItem done =
          new CompletionItem()
              .taskId(work.getTaskId())
              .leaseToken(work.getLeaseToken())
              .response(Map.of("seen", work.getRequest()));
      workers.completeWork(new Completions(new CompletionBatch().tasks(List.of(done))));
    }
    Task viewed = tasks.viewTask(created.getTaskId(), null, null, null);
    TaskSearch search =
        new TaskSearch().filter(new TaskFilter().handler(new TextCondition(handler)));
    List<Task> found = tasks.searchTasks(null, null, null, search);
    System.out.println(viewed.getTaskId() + " " + viewed.getStatus() + " found " + found.size());
  }
}
