/** What a client may say of a task, as far as it says something: to create one like it. */
export function asNew(task) {
  const body = { handler: task.handler, user_id: task.user_id, entity_id: task.entity_id, request: task.request, priority: task.priority,
    max_attempts: task.max_attempts, parent_id: task.parent_id, tags: task.tags };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));
}

const MOST_TAGS = 16;

/** Whether one of its tags has to make room for the one that links it. */
export const losesTag = (task) => task.tags.length >= MOST_TAGS;

/** The same with another request, and with a tag by which both know each other. */
export function asReplay(task, request) {
  const tags = [...task.tags.filter((tag) => !tag.startsWith("replay:")).slice(0, MOST_TAGS - 1), "replay:" + task.task_id];
  return { ...asNew(task), request, tags };
}
