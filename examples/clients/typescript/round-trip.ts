// Creates a task, works on it, views it and finds it; prints its id and status.
// Arguments: the address of the server, the name of a handler that nobody else serves.
import { Configuration, TasksApi, WorkersApi } from '../target/typescript';

async function roundTrip(basePath: string, handler: string): Promise<string> {
  const configuration = new Configuration({ basePath });
  const tasks = new TasksApi(configuration);
  const workers = new WorkersApi(configuration);

  const created = await tasks.createTask({ newTask: { handler, request: { language: 'TypeScript' } } });
  for (const work of await workers.claimWork({ workClaim: { handlers: [handler] } })) {
    const done = { taskId: work.taskId, leaseToken: work.leaseToken, response: { seen: work.request } };
    await workers.completeWork({ completions: { tasks: [done] } });
  }
  const viewed = await tasks.viewTask({ id: created.taskId });
  const found = await tasks.searchTasks({ taskSearch: { filter: { handler, status: { _in: ['completed'] } } } });
  return `${viewed.taskId} ${viewed.status} found ${found.length}`;
}

roundTrip(process.argv[2], process.argv[3]).then(console.log, (failure) => {
  console.error(failure);
  process.exit(1);
});
