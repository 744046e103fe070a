// What an operator has to know, the gravest first, each with the list that shows it.
import { to } from "../../base/router.js";
import { list, number, t } from "../../base/text.js";
import { duration, now } from "../../base/time.js";
import { quote } from "../../search/words.js";
import { databaseTitle, databaseWords } from "../../parts/database-words.js";
import { nodeProblems } from "./node-problems.js";

/** A task that could run and waits longer than this is worth a look. */
const LATE = 5 * 60 * 1000;
const NAMED = 3;

export function problems({ stats, handlers = [], nodes = [], ready, database, failed }) {
  return [...notReady(ready), ...nodeProblems(nodes), ...oldTransactions(database), ...unserved(handlers), ...paused(handlers), ...late(stats, handlers), ...failing(failed)];
}

function notReady(ready) {
  const down = ready?.checks.filter((check) => check.status === "DOWN").map((check) => check.name) ?? [];
  return down.length === 0 ? [] : [{ grave: true, sign: "nodes", href: to("nodes"), title: t("problem.notReady"), text: list(down) }];
}

/** What else is wrong with the database is on its page. */
function oldTransactions(database) {
  const old = database?.problems.filter((one) => one.code === "old_transaction" || one.code === "prepared_transaction") ?? [];
  return old.slice(0, 1).map((one) => ({ grave: false, sign: "database", href: to("database"), title: databaseTitle(one), text: databaseWords(one) }));
}

function unserved(handlers) {
  const alone = handlers.filter((handler) => !handler.served && !handler.paused && handler.pending > 0);
  const line = (names, title, text) => ({ grave: true, sign: "warning", href: to("tasks", null, { q: "status:pending handler:" + names.map(quote).join(",") }), title, text });
  if (alone.length > NAMED) {
    const names = alone.map((handler) => handler.name);
    return [line(names, t("problem.unservedMany", { n: alone.length }), list(alone.map((handler) => handler.name + " (" + number(handler.pending) + ")")))];
  }
  return alone.map((handler) => line([handler.name], t("problem.unserved", { name: handler.name }), t("problem.waiting", { n: handler.pending }) + since(handler)));
}

function paused(handlers) {
  const held = handlers.filter((handler) => handler.paused);
  return held.map((handler) => ({
    grave: false,
    sign: "pause",
    href: to("handler", handler.name),
    title: t("problem.paused", { name: handler.name }),
    text: t("problem.waiting", { n: handler.pending }) + since(handler),
  }));
}

function since(handler) {
  const waits = handler.oldest_due_at ? now() - Date.parse(handler.oldest_due_at) : 0;
  return waits > 1000 ? ", " + t("problem.longest", { time: duration(waits) }) : "";
}

/** Behind handlers that are served and not paused; those have lines of their own. */
function late(stats, handlers) {
  const behind = handlers.filter((handler) => handler.served && !handler.paused && handler.oldest_due_at && now() - Date.parse(handler.oldest_due_at) > LATE);
  if (behind.length > 0) {
    const names = behind.slice(0, NAMED).map((handler) => handler.name);
    const oldest = Math.min(...behind.map((handler) => Date.parse(handler.oldest_due_at)));
    return [{
      grave: false,
      sign: "pending",
      href: behind.length === 1 ? to("tasks", null, { q: "status:pending handler:" + quote(behind[0].name), sort: "run_at" }) : to("handlers", null, { sort: "oldest_due_at" }),
      title: t("problem.late", { time: duration(now() - oldest) }),
      text: list(names),
    }];
  }
  return handlers.length === 0 ? oldestOf(stats) : [];
}

/** For callers who may not see the handlers. */
function oldestOf(stats) {
  const oldest = stats?.oldest_pending;
  const waits = oldest ? now() - Date.parse(oldest.run_at ?? oldest.created_at) : 0;
  return waits > LATE ? [{ grave: false, sign: "pending", href: to("task", oldest.task_id), title: t("problem.late", { time: duration(waits) }), text: oldest.handler }] : [];
}

function failing(failed) {
  if (!failed?.total) {
    return [];
  }
  const count = (failed.estimated ? "≈ " : "") + number(failed.total);
  return [{ grave: false, sign: "failed", href: to("tasks", null, { q: "status:failed finished>-1h" }), title: t("problem.failed", { n: failed.total, count }), text: t("problem.lastHour") }];
}
