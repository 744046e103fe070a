package org.taskyard.listing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list, with a value that no row has for each of its fields. */
enum Listed {
  FILES("file", "file_id", "name", "content_type", "size", "user_id", "task_id", "created_at"),
  HANDLERS(
      "handler",
      "name",
      "max_attempts",
      "timeout_seconds",
      "backoff_first_ms",
      "backoff_cap_ms",
      "lease_seconds",
      "paused",
      "updated_at",
      "served",
      "pending",
      "running",
      "oldest_due_at"),
  SCHEDULES(
      "schedule",
      "schedule_id",
      "name",
      "cron",
      "time_zone",
      "starts_at",
      "ends_at",
      "misfire",
      "max_misfires",
      "paused",
      "handler",
      "user_id",
      "entity_id",
      "priority",
      "max_attempts",
      "next_run_at",
      "last_run_at",
      "last_task_id",
      "created_at",
      "updated_at"),
  KEYS(
      "key",
      "key_id",
      "name",
      "user_id",
      "expires_at",
      "revoked_at",
      "previous_until",
      "last_used_at",
      "created_at",
      "created_by",
      "updated_at");

  private static final String NO_ID = "0190a000-0000-7000-8000-000000000001";
  private static final String NO_MOMENT = "1971-01-01T00:00:00Z";

  private final String path;
  private final List<String> sortable;

  Listed(String path, String... sortable) {
    this.path = "/v2/" + path + "/index";
    this.sortable = List.of(sortable);
  }

  String path() {
    return path;
  }

  List<String> sortable() {
    return sortable;
  }

  /** The field that names a row. */
  String key() {
    return sortable.get(0);
  }

  /** The fields with a value that no row has. */
  Map<String, Object> strange() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String field : sortable) {
      if (field.endsWith("_id") && !field.startsWith("user") && !field.startsWith("entity")) {
        values.put(field, NO_ID);
      } else if (field.matches(".*_(at|until)")) {
        values.put(field, NO_MOMENT);
      } else if (field.matches("size|priority|pending|running|max_.*|.*_(ms|seconds)")) {
        values.put(field, -1);
      } else if (!field.equals("paused") && !field.equals("served")) {
        values.put(field, "no-such-value");
      }
    }
    if (this == FILES) {
      values.put("sha256", "0".repeat(64));
    } else if (this == SCHEDULES) {
      values.put("request", Map.of("no", "such"));
      values.put("tags", "nobody");
    } else if (this == KEYS) {
      List.of("roles", "scopes", "handlers").forEach(words -> values.put(words, "nobody"));
    }
    return values;
  }
}
