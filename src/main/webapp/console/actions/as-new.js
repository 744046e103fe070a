/** What a client may say of a task, as far as it says something: to create one like it. */
export function asNew(task) {
  const body = { handler: task.handler, user_id: task.user_id, entity_id: task.entity_id, request: task.request, priority: task.priority,
    max_attempts: task.max_attempts, parent_id: task.parent_id, tags: task.tags };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));
}
