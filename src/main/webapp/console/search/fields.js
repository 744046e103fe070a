// The fields that the search knows: the word that people type, the API's name, and what kind of value it takes.
export const STATUSES = ["pending", "running", "completed", "failed", "cancelled"];

export const TASK_FIELDS = [
  { word: "status", name: "status", kind: "status" },
  { word: "handler", name: "handler", kind: "text" },
  { word: "user", name: "user_id", kind: "text" },
  { word: "tenant", name: "tenant", kind: "text" },
  { word: "entity", name: "entity_id", kind: "text" },
  { word: "tag", name: "tags", kind: "tags" },
  { word: "created", name: "created_at", kind: "moment" },
  { word: "due", name: "run_at", kind: "moment" },
  { word: "started", name: "started_at", kind: "moment" },
  { word: "finished", name: "finished_at", kind: "moment" },
  { word: "updated", name: "updated_at", kind: "moment" },
  { word: "historized", name: "historized_at", kind: "moment" },
  { word: "request", name: "request", kind: "json" },
  { word: "response", name: "response", kind: "json" },
  { word: "error", name: "error", kind: "json" },
  { word: "error_group", name: "error_group", kind: "id" },
  { word: "priority", name: "priority", kind: "number" },
  { word: "attempt", name: "attempt", kind: "number" },
  { word: "max_attempts", name: "max_attempts", kind: "number" },
  { word: "progress", name: "progress", kind: "number" },
  { word: "message", name: "progress_message", kind: "text" },
  { word: "id", name: "task_id", kind: "id" },
  { word: "parent", name: "parent_id", kind: "id" },
];

export const AUDIT_FIELDS = [
  { word: "action", name: "action", kind: "text" },
  { word: "target", name: "target_id", kind: "text" },
  { word: "kind", name: "target_kind", kind: "text" },
  { word: "by", name: "principal_id", kind: "text" },
  { word: "as", name: "principal_kind", kind: "text" },
  { word: "user", name: "user_id", kind: "text" },
  { word: "tenant", name: "tenant", kind: "text" },
  { word: "address", name: "address", kind: "text" },
  { word: "request", name: "request_id", kind: "text" },
  { word: "reason", name: "reason", kind: "text" },
  { word: "at", name: "at", kind: "moment" },
];

export const FILE_FIELDS = [
  { word: "name", name: "name", kind: "text" },
  { word: "type", name: "content_type", kind: "text" },
  { word: "size", name: "size", kind: "number" },
  { word: "user", name: "user_id", kind: "text" },
  { word: "tenant", name: "tenant", kind: "text" },
  { word: "task", name: "task_id", kind: "id" },
  { word: "created", name: "created_at", kind: "moment" },
  { word: "id", name: "file_id", kind: "id" },
];

/** The field of a word, which may also be the API's own name. */
export const fieldOf = (fields, word) =>
  fields.find((field) => field.word === word) ?? fields.find((field) => field.name === word) ?? null;
