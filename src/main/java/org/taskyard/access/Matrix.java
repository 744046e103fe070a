package org.taskyard.access;

import static org.taskyard.access.Route.Guard.KNOWN;
import static org.taskyard.access.Route.Guard.OPEN;
import static org.taskyard.access.Route.Guard.SCOPED;
import static org.taskyard.access.Scope.ALL_USERS;
import static org.taskyard.access.Scope.AUDIT_READ;
import static org.taskyard.access.Scope.HANDLER_ADMIN;
import static org.taskyard.access.Scope.KEY_ADMIN;
import static org.taskyard.access.Scope.SCHEDULE_ADMIN;
import static org.taskyard.access.Scope.TASK_DELETE;
import static org.taskyard.access.Scope.TASK_OPERATE;
import static org.taskyard.access.Scope.TASK_READ;
import static org.taskyard.access.Scope.TASK_WRITE;
import static org.taskyard.access.Scope.WORK;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.taskyard.access.Route.Whose;

/**
 * What each path needs: the only place that says so. What is not in it is not served ({@link
 * AccessFilter}); docs/security.md shows it as a table, and tests compare it with the OpenAPI
 * document and with every resource of the code.
 */
final class Matrix {

  /** The routes, whatever the settings say. */
  static final List<Route> ROUTES =
      List.of(
          own("POST", "/v2/task/index", TASK_READ),
          own("POST", "/v2/task/create", TASK_WRITE),
          own("POST", "/v2/task/create-batch", TASK_WRITE),
          own("GET", "/v2/task/view[/{id}]", TASK_READ),
          own("PUT", "/v2/task/update[/{id}]", TASK_WRITE),
          own("DELETE", "/v2/task/delete[/{id}]", TASK_DELETE).and("force", TASK_OPERATE),
          own("POST", "/v2/task/cancel[/{id}]", TASK_WRITE),
          own("POST", "/v2/task/retry[/{id}]", TASK_WRITE),
          own("GET", "/v2/task/attempts[/{id}]", TASK_READ),
          own("GET", "/v2/task/explain[/{id}]", TASK_READ),
          own("POST", "/v2/task/errors", TASK_READ),
          own("GET", "/v2/task/events", TASK_READ),
          own("GET", "/v2/task/stats", TASK_READ),
          installations("GET", "/v2/task/trend", ALL_USERS, HANDLER_ADMIN),
          own(
              "POST",
              "/v2/operation/preview",
              TASK_WRITE,
              TASK_DELETE), // and what its action needs
          own("POST", "/v2/operation/create", TASK_WRITE, TASK_DELETE), // the same
          own("GET", "/v2/operation/view[/{id}]", TASK_READ),
          own("POST", "/v2/operation/items/{id}", TASK_READ),
          own("POST", "/v2/file/create", TASK_WRITE),
          own("POST", "/v2/file/index", TASK_READ),
          own("GET", "/v2/file/view[/{id}]", TASK_READ),
          own("DELETE", "/v2/file/delete[/{id}]", TASK_DELETE),
          work("claim"),
          work("heartbeat"),
          work("complete"),
          work("fail"),
          work("release"),
          own("POST", "/v2/schedule/index", TASK_READ),
          own("GET", "/v2/schedule/view[/{id}]", TASK_READ),
          own("POST", "/v2/schedule/create", SCHEDULE_ADMIN),
          own("PUT", "/v2/schedule/update[/{id}]", SCHEDULE_ADMIN),
          own("DELETE", "/v2/schedule/delete[/{id}]", SCHEDULE_ADMIN),
          own("POST", "/v2/schedule/trigger[/{id}]", SCHEDULE_ADMIN),
          own("POST", "/v2/schedule/preview", TASK_READ),
          installations("POST", "/v2/handler/index", ALL_USERS, HANDLER_ADMIN),
          installations("GET", "/v2/handler/view/{name}", ALL_USERS, HANDLER_ADMIN),
          installations("PUT", "/v2/handler/update/{name}", HANDLER_ADMIN),
          installations("POST", "/v2/node/index", ALL_USERS, HANDLER_ADMIN),
          installations("POST", "/v2/node/drain/{name}", HANDLER_ADMIN),
          installations("POST", "/v2/node/resume/{name}", HANDLER_ADMIN),
          installations("GET", "/v2/database/view", HANDLER_ADMIN),
          shared("POST", "/v2/key/index", KEY_ADMIN),
          shared("POST", "/v2/key/create", KEY_ADMIN),
          shared("GET", "/v2/key/view/{id}", KEY_ADMIN),
          shared("PUT", "/v2/key/update/{id}", KEY_ADMIN),
          shared("DELETE", "/v2/key/delete/{id}", KEY_ADMIN),
          shared("POST", "/v2/key/rotate/{id}", KEY_ADMIN),
          Route.of("GET", "/v2/me", KNOWN, Set.of(), Whose.NOBODYS),
          open("GET", "/v2/session/ways"),
          open("POST", "/v2/session/create"),
          open("DELETE", "/v2/session/delete"), // also of a session that has ended
          open("GET", "/v2/session/login"),
          open("GET", "/v2/session/callback"),
          shared("POST", "/v2/audit/index", AUDIT_READ),
          installations("GET", "/metrics", Scope.METRICS),
          // the console, which is nothing without the API, and its libraries
          page("/"),
          page("/index.html"),
          page("/console/**"),
          page("/webjars/**"),
          page("/openapi"),
          page("/docs/**"),
          page("/health[/{id}]"));

  /** A segment that means another one. */
  private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

  /** Dot, slash, backslash, semicolon, percent and control characters, encoded. */
  private static final Pattern MEANINGFUL = Pattern.compile("(?i)%(2e|2f|5c|3b|25|[01][0-9a-f])");

  private final Map<Pattern, Map<String, Route>> routes = new LinkedHashMap<>();

  /**
   * @param open pages that need no right, by name
   */
  Matrix(Set<String> open) {
    for (Route route : ROUTES) {
      Route effective = withSetting(route, open);
      routes
          .computeIfAbsent(effective.pattern(), path -> new LinkedHashMap<>())
          .put(effective.method(), effective);
    }
  }

  /** The methods that a path takes, with what they need; empty if there is no such path. */
  Map<String, Route> at(String path) {
    if (!isPlain(path)) {
      return Map.of();
    }
    for (Map.Entry<Pattern, Map<String, Route>> entry : routes.entrySet()) {
      if (entry.getKey().matcher(path).matches()) {
        return entry.getValue();
      }
    }
    return Map.of();
  }

  /**
   * Whether the server reads the path as we do. Others, such as {@code /docs/../v2/task/index},
   * could pass the door of a page and lead elsewhere.
   */
  private static boolean isPlain(String path) {
    return !path.contains("//")
        && !path.contains(";")
        && !path.contains("\\")
        && !DOTS.matcher(path).find()
        && !MEANINGFUL.matcher(path).find();
  }

  /** What the header {@code Allow} names. */
  static String allow(Map<String, Route> methods) {
    TreeSet<String> allowed = new TreeSet<>(methods.keySet());
    allowed.add("OPTIONS");
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return String.join(", ", allowed);
  }

  /**
   * Documentation is for everybody who may call, metrics for whom it says, unless they are open.
   */
  private static Route withSetting(Route route, Set<String> open) {
    String page = route.path().replaceAll("^/([a-z]+).*", "$1");
    return switch (page) {
      case "metrics" -> open.contains(page) ? page(route.path()) : route;
      case "docs", "openapi" ->
          open.contains(page)
              ? route
              : Route.of(route.method(), route.path(), KNOWN, Set.of(), Whose.NOBODYS);
      default -> route;
    };
  }

  private static Route own(String method, String path, Scope... scopes) {
    return Route.of(method, path, SCOPED, Set.of(scopes), Whose.OWN);
  }

  private static Route shared(String method, String path, Scope... scopes) {
    return Route.of(method, path, SCOPED, Set.of(scopes), Whose.NOBODYS);
  }

  private static Route installations(String method, String path, Scope... scopes) {
    return Route.of(method, path, SCOPED, Set.of(scopes), Whose.INSTALLATIONS);
  }

  private static Route work(String operation) {
    return Route.of("POST", "/v2/work/" + operation, SCOPED, Set.of(WORK), Whose.HANDLERS);
  }

  private static Route page(String path) {
    return open("GET", path);
  }

  private static Route open(String method, String path) {
    return Route.of(method, path, OPEN, Set.of(), Whose.NOBODYS);
  }
}
