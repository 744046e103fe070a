package org.taskyard.work;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.taskyard.access.HandlerName;
import org.taskyard.execution.lease.Wish;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;

/**
 * What a remote worker asks for.
 *
 * @param handlers names that it serves
 * @param max tasks at most
 * @param worker its name, shown in the lease
 * @param leaseSeconds length of the lease, null: as the handler's settings have it
 * @param waitSeconds how long to wait for work if there is none
 * @param tenant whose worker asks; null for the installation's, who gets tasks of everybody
 */
record Claim(
    List<String> handlers,
    int max,
    String worker,
    Integer leaseSeconds,
    int waitSeconds,
    String tenant) {

  private static final int MAX_TASKS = 1_000;
  private static final int MAX_HANDLERS = 100;
  private static final int MAX_LEASE_SECONDS = 86_400;
  private static final int MAX_WAIT_SECONDS = 30;
  private static final Set<String> KNOWN =
      new LinkedHashSet<>(List.of("handlers", "max", "worker", "lease_seconds", "wait_seconds"));

  /** Reads a claim; what is wrong becomes faults. */
  static Claim read(JsonNode body, String base, Faults faults) {
    JsonFields fields = JsonFields.of(body, base, faults);
    fields.only(KNOWN);
    Integer max = fields.integer("max", 1, MAX_TASKS);
    String worker = fields.text("worker", 100);
    Integer wait = fields.integer("wait_seconds", 0, MAX_WAIT_SECONDS);
    return new Claim(
        handlers(fields, faults),
        max == null ? 1 : max,
        worker == null || worker.isBlank() ? "worker" : worker,
        fields.integer("lease_seconds", 1, MAX_LEASE_SECONDS),
        wait == null ? 0 : wait,
        null);
  }

  private static List<String> handlers(JsonFields fields, Faults faults) {
    JsonNode names = fields.node("handlers");
    Set<String> handlers = new LinkedHashSet<>();
    if (names == null || !names.isArray() || names.isEmpty() || names.size() > MAX_HANDLERS) {
      fields.fault("handlers", "a list of 1 to " + MAX_HANDLERS + " handler names is expected");
      return List.of();
    }
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isTextual() || !HandlerName.fits(names.get(i).textValue())) {
        faults.add(
            Faults.pointer(fields.pointer("handlers"), Integer.toString(i)),
            "no name of a handler");
      } else {
        handlers.add(names.get(i).textValue());
      }
    }
    return new ArrayList<>(handlers);
  }

  /** The same by a worker of that tenant. */
  Claim of(String ofTenant) {
    return new Claim(handlers, max, worker, leaseSeconds, waitSeconds, ofTenant);
  }

  Wish wish() {
    return new Wish(handlers, max, worker, leaseSeconds, tenant);
  }
}
