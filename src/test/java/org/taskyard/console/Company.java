package org.taskyard.console;

import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.taskyard.support.Tasks;

/**
 * A shop on the web and what it has to do, as pictures of the console show it: a reader should see
 * what Taskyard is for. Its tasks are made by clients and run by workers of their own; {@link
 * Office} is the people, {@link Past} says when all that was.
 */
final class Company {

  static final String PAYMENTS = "CollectPayment";
  static final String INVOICES = "SendInvoice";
  static final String IMAGES = "ResizeImages";
  static final String ORDERS = "ImportOrders";
  static final String STOCK = "SyncStock";
  static final String LABELS = "PrintLabels";

  private static final Map<String, String> WORKERS =
      Map.of(
          PAYMENTS, "payments-1",
          INVOICES, "billing-1",
          IMAGES, "images-1",
          ORDERS, "orders-1",
          STOCK, "warehouse-1");

  /** One of ten each. */
  private static final List<String> MIX =
      List.of(
          PAYMENTS, INVOICES, IMAGES, PAYMENTS, STOCK, INVOICES, PAYMENTS, IMAGES, ORDERS,
          PAYMENTS);

  private static final List<String> USERS =
      List.of("webshop", "anna.rossi", "webshop", "jonas.weber", "webshop", "claire.martin");

  private static final int MANY = 5_000;

  /** Tasks since somebody paused what keeps the stock. */
  private static final int PAUSED = 160;

  private static final int LATEST_ORDER = 9_470;

  private Company() {}

  /** What was done since yesterday; a client says so, which no figure counts. */
  static void workOfADay() {
    List<Object> tasks = new ArrayList<>();
    for (int i = MANY; i > 0; i--) {
      String usual = MIX.get(i % MIX.size());
      String handler = usual.equals(STOCK) && i < PAUSED ? PAYMENTS : usual;
      Map<String, Object> task = task(handler, LATEST_ORDER - i, USERS.get(i % USERS.size()));
      task.put("tags", i % 7 == 0 ? List.of("express") : List.of());
      task.put("status", status(handler, i));
      if (task.get("status").equals("completed")) {
        task.put("response", object("{\"accepted\": true}"));
      }
      tasks.add(task);
    }
    Scene.post("/v2/task/create-batch", tasks);
  }

  /** For a while the bank was silent; the rest is what always happens. */
  private static String status(String handler, int i) {
    boolean fails =
        switch (handler) {
          case PAYMENTS -> i % 4 == 0 && i > 300 && i < 480;
          case INVOICES -> i % 41 == 0;
          case IMAGES -> i % 53 == 0;
          case ORDERS -> i % 109 == 0;
          default -> false;
        };
    return fails ? "failed" : i % 397 == 0 ? "cancelled" : "completed";
  }

  private static Map<String, Object> task(String handler, int order, String user) {
    return object(
        "handler",
        handler,
        "user_id",
        user,
        "entity_id",
        switch (handler) {
          case IMAGES -> "product-" + (order % 800 + 100);
          case STOCK -> "warehouse-" + (order % 3 + 1);
          case ORDERS -> null;
          default -> "order-" + order;
        },
        "request",
        object(request(handler, order)));
  }

  private static String request(String handler, int order) {
    return switch (handler) {
      case IMAGES -> "{\"product\": %d, \"widths\": [320, 640, 1280]}".formatted(order % 800 + 100);
      case STOCK -> "{\"warehouse\": %d, \"full\": false}".formatted(order % 3 + 1);
      case ORDERS -> "{\"source\": \"marketplace\", \"day\": \"2026-11-30\"}";
      case PAYMENTS ->
          """
          {"order": %d, "amount": 1249.90, "currency": "EUR", "iban": "DE89370400440532013000",
           "customer": {"name": "Clara Neumann", "country": "DE", "returning": true}}
          """
              .formatted(order);
      default -> "{\"order\": %d, \"format\": \"pdf\"}".formatted(order);
    };
  }

  /** A payment that the bank refused at the third run, with what followed from it. */
  static String refusedPayment() {
    Map<String, Object> payment = task(PAYMENTS, 4711, "webshop");
    payment.putAll(object("tags", List.of("express", "webshop"), "priority", 7));
    String id = Scene.post("/v2/task/create", payment).path("task_id").asText();
    String silence =
        """
        {"error": {"type": "GatewayTimeout", "message": "bank.example did not answer within 30 s"},
         "retry_after_seconds": 0,
         "log": ["asks bank.example for 1,249.90 EUR", "no answer after 30 s"]}
        """;
    report("fail", claim(PAYMENTS, 1).get(0), silence);
    report("fail", claim(PAYMENTS, 1).get(0), silence);
    report(
        "fail",
        claim(PAYMENTS, 1).get(0),
        """
        {"error": {"type": "AccountClosed", "retryable": false,
                   "message": "The bank refuses the direct debit of order 4711: the account was closed on 2026-11-12"},
         "log": ["asks bank.example for 1,249.90 EUR", "bank.example answers 422 account_closed"]}
        """);
    for (String handler : List.of("NotifyCustomer", INVOICES)) {
      Map<String, Object> follows = task(handler, 4711, "webshop");
      follows.putAll(object("parent_id", id, "status", "completed"));
      Scene.post("/v2/task/create", follows);
    }
    return id;
  }

  /** What nobody has begun: no worker is there, the handler is paused, or all are busy. */
  static String backlog() {
    List<Object> tasks = new ArrayList<>();
    IntStream.range(0, 14).forEach(i -> tasks.add(task(STOCK, LATEST_ORDER - i, "jonas.weber")));
    IntStream.range(0, 3).forEach(i -> tasks.add(task(INVOICES, LATEST_ORDER + i, "webshop")));
    IntStream.range(0, 4).forEach(i -> tasks.add(task(LABELS, LATEST_ORDER - i, "jonas.weber")));
    return Scene.post("/v2/task/create-batch", tasks).at("/results/13/task_id").asText();
  }

  /** A file of which one row is wrong. */
  static String brokenImport() {
    String rows =
        """
        handler,user_id,entity_id,priority,request
        PrintLabels,jonas.weber,order-9466,5,"{""copies"": 1}"
        PrintLabels,jonas.weber,order-9467,12,"{""copies"": 2}"
        """;
    String file = Scene.file("labels-of-monday.csv", rows);
    Object request = object("file_id", file, "on_error", "stop");
    String id =
        Scene.task("handler", "ImportHandler", "user_id", "jonas.weber", "request", request);
    Scene.ended(id);
    return id;
  }

  /** What the workers are at, and how far they are. */
  static void work() {
    List<String> handlers = List.of(STOCK, INVOICES, IMAGES, PAYMENTS, ORDERS);
    Scene.post(
        "/v2/task/create-batch",
        handlers.stream().map(handler -> task(handler, LATEST_ORDER + 5, "webshop")).toList());
    for (String handler : handlers) {
      report(
          "heartbeat",
          claim(handler, 1).get(0),
          switch (handler) {
            case ORDERS -> "{\"progress\": 62, \"progress_message\": \"18,600 of 30,000 rows\"}";
            case IMAGES -> "{\"progress\": 33, \"progress_message\": \"1 of 3 widths\"}";
            default -> "{}";
          });
    }
  }

  /** As the worker of a handler does. */
  static JsonNode claim(String handler, int most) {
    Object wanted =
        object(
            "handlers",
            List.of(handler),
            "max",
            most,
            "worker",
            WORKERS.get(handler),
            "lease_seconds",
            7200,
            "wait_seconds",
            10);
    return Scene.post("/v2/work/claim", wanted);
  }

  static void report(String way, JsonNode run, String what) {
    Map<String, Object> report = object(what);
    report.put("task_id", run.get("task_id"));
    report.put("lease_token", run.get("lease_token"));
    Scene.post("/v2/work/" + way, report);
  }

  /** The tasks that match, the newest first. */
  static List<String> ids(Object filter) {
    Object search = object("filter", filter, "per-page", 500);
    return Tasks.texts(Scene.post("/v2/task/index", search), "task_id");
  }
}
