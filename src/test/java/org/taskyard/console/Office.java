package org.taskyard.console;

import static org.taskyard.support.Tasks.object;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.taskyard.support.AskingServer;
import org.taskyard.support.Eventually;

/** The people of the {@link Company}: their keys and files, what they set, plan and mend. */
final class Office {

  /** Whose key all this is done with. */
  private final String anna =
      Scene.post(
              "/v2/key/create",
              "{\"name\": \"Anna Rossi\", \"user_id\": \"anna.rossi\", \"roles\": [\"admin\"]}")
          .path("key")
          .asText();

  /** An operator's key that may do everything. */
  String key() {
    return anna;
  }

  private String key(String key) {
    return Scene.post("/v2/key/create", key, as("")).path("key").asText();
  }

  void keys() {
    key("{\"name\": \"Warehouse\", \"user_id\": \"jonas.weber\", \"roles\": [\"operator\"]}");
    key("{\"name\": \"Support desk\", \"user_id\": \"claire.martin\", \"roles\": [\"viewer\"]}");
    key(
        "{\"name\": \"Payment workers\", \"roles\": [\"worker\"], \"handlers\": [\"CollectPayment\", \"SendInvoice\"]}");
    key("{\"name\": \"Image workers\", \"roles\": [\"worker\"], \"handlers\": [\"ResizeImages\"]}");
    key("{\"name\": \"Prometheus\", \"scopes\": [\"metrics\"]}");
    key(
        "{\"name\": \"Auditors\", \"roles\": [\"viewer\"], \"scopes\": [\"audit:read\"], \"expires_at\": \"2037-01-31\"}");
    String shop = key("{\"name\": \"Web shop\", \"user_id\": \"webshop\", \"roles\": [\"user\"]}");
    Scene.post("/v2/key/rotate/" + id(shop), "{\"overlap\": \"7d\"}", as("yearly"));
    String old =
        key("{\"name\": \"Old web shop\", \"user_id\": \"webshop\", \"roles\": [\"user\"]}");
    Scene.put("/v2/key/update/" + id(old), "{\"revoked\": true}", as("the old shop is closed"));
  }

  private static String id(String key) {
    return key.split("_")[1];
  }

  void settings() {
    set(
        Company.PAYMENTS,
        "{\"timeout_seconds\": 60, \"masked\": [\"request.iban\"]}",
        "asked for by the data protection officer");
    set(
        Company.PAYMENTS,
        "{\"backoff_first_ms\": 30000, \"backoff_cap_ms\": 900000}",
        "the bank wants half a minute between calls");
    set(Company.STOCK, "{\"paused\": true}", "the warehouse moves to its new system until 18:00");
  }

  private void set(String handler, String settings, String reason) {
    Scene.put("/v2/handler/update/" + handler, settings, as(reason));
  }

  /** Her key, and why she does it. */
  private String[] as(String reason) {
    return new String[] {"Authorization", "Bearer " + anna, "Audit-Reason", reason};
  }

  /** Retries what failed while the bank was silent; two of the tasks were retried just before. */
  String mended() {
    Map<String, Object> silence =
        object(
            "{\"handler\": \"CollectPayment\", \"status\": \"failed\", \"error\": {\"type\": \"GatewayTimeout\"}}");
    List<String> failed = Company.ids(silence);
    String token = preview(object("action", "retry", "filter", silence));
    failed.stream()
        .limit(2)
        .forEach(id -> Scene.post("/v2/task/retry/" + id, null, as("the customer has called")));
    run(token, "the bank answers again since 9:40");
    Company.claim(Company.PAYMENTS, 100)
        .forEach(task -> Company.report("complete", task, "{\"response\": {\"accepted\": true}}"));
    return token;
  }

  void operations() {
    run(
        preview(
            object(
                "{\"action\": \"priority\", \"priority\": 9, \"filter\": {\"handler\": \"PrintLabels\", \"status\": \"pending\"}}")),
        "the parcels of today go first");
    run(
        preview(
            object(
                "{\"action\": \"historize\", \"filter\": {\"handler\": \"SendInvoice\", \"status\": \"completed\", \"tags\": \"express\"}}")),
        "the books of October are closed");
  }

  private String preview(Object operation) {
    return Scene.post("/v2/operation/preview", operation, as("")).path("token").asText();
  }

  private void run(String token, String reason) {
    Scene.post("/v2/operation/create", object("token", token, "reason", reason), as(reason));
    Scene.ended(token);
  }

  /** Returns the one that has a past. */
  String schedules() {
    plan(
        "{\"name\": \"stock-every-15-minutes\", \"handler\": \"SyncStock\", \"interval\": \"PT15M\"}");
    plan(
        "{\"name\": \"invoices-of-the-month\", \"handler\": \"SendInvoice\", \"cron\": \"0 6 1 * *\", \"time_zone\": \"Europe/Rome\"}");
    plan(
        "{\"name\": \"weekly-product-images\", \"handler\": \"ResizeImages\", \"cron\": \"0 5 * * MON\", \"time_zone\": \"Europe/Rome\"}");
    String old =
        plan(
            "{\"name\": \"orders-of-the-old-shop\", \"handler\": \"ImportOrders\", \"cron\": \"*/30 8-20 * * *\", \"time_zone\": \"Europe/Rome\"}");
    Scene.put("/v2/schedule/update/" + old, "{\"paused\": true}", as("the old shop is closed"));
    String id =
        plan(
            """
            {"name": "nightly-export-for-finance", "handler": "ExportHandler", "cron": "30 2 * * MON-FRI",
             "time_zone": "America/New_York", "user_id": "anna.rossi", "tags": ["finance"],
             "request": {"filter": {"handler": "CollectPayment", "status": ["completed", "failed"]}, "format": "csv"}}
            """);
    for (int i = 0; i < 7; i++) {
      Scene.ended(Scene.post("/v2/schedule/trigger/" + id, null, as("")).path("task_id").asText());
    }
    return id;
  }

  private String plan(String schedule) {
    return Scene.post("/v2/schedule/create", schedule, as("")).path("schedule_id").asText();
  }

  void files(String payment) {
    store("orders-2026-11-30.csv", "text/csv", "order,amount\n".repeat(9_400), "");
    store("catalogue-winter.xml", "application/xml", "<product id=\"417\"/>\n".repeat(812), "");
    store(
        "marketplace-orders.ndjson",
        "application/x-ndjson",
        "{\"order\": 9470}\n".repeat(2_100),
        "");
    store(
        "bank-answer-4711.xml",
        "application/xml",
        "<refused code=\"AC04\"/>\n".repeat(30),
        "&task_id=" + payment);
  }

  private void store(String name, String type, String content, String more) {
    AskingServer.api()
        .sendBytes(
            "POST",
            "/v2/file/create?user_id=webshop" + more,
            BodyPublishers.ofString(content),
            "Authorization",
            "Bearer " + anna,
            "Content-Type",
            type,
            "Content-Disposition",
            "attachment; filename=\"" + name + "\"");
  }

  /** Waits until the service knows who serves what. */
  static void served() {
    Eventually.holds(
        "a worker is known",
        () -> Scene.view("/v2/handler/view/" + Company.ORDERS).path("served").asBoolean());
  }
}
