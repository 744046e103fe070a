"""Creates a task, works on it, views it and finds it; prints its id and status.

Arguments: the address of the server, the name of a handler that nobody else serves.
"""
import sys

from taskyard_client import (ApiClient, CompletionBatch, CompletionItem, Completions, Configuration, NewTask, TaskFilter,
                             TaskSearch, TasksApi, TextCondition, WorkClaim, WorkersApi)

base, handler = sys.argv[1:]
with ApiClient(Configuration(host=base)) as client:
    tasks, workers = TasksApi(client), WorkersApi(client)
    created = tasks.create_task(NewTask(handler=handler, request={"language": "Python"}))
    for work in workers.claim_work(WorkClaim(handlers=[handler])):
        done = CompletionItem(task_id=work.task_id, lease_token=work.lease_token, response={"seen": work.request})
        workers.complete_work(Completions(CompletionBatch(tasks=[done])))
    viewed = tasks.view_task(created.task_id)
    found = tasks.search_tasks(task_search=TaskSearch(filter=TaskFilter(handler=TextCondition(handler))))
    print(viewed.task_id, viewed.status.value, "found", len(found))
