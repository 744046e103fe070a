// Handlers in a table: who serves them, how much waits.
import { html, nothing } from "../vendor.js";
import { to } from "../base/router.js";
import { number, percent, t } from "../base/text.js";
import { duration } from "../base/time.js";
import { quote } from "../search/words.js";
import { curl } from "../base/curl.js";
import { empty } from "./panel.js";
import { ago } from "./time-ago.js";
import { mark } from "./status.js";

export function serving(handler) {
  if (handler.paused) {
    return mark("paused", "pause", t("handlers.paused"));
  }
  return handler.served ? mark("completed", "check", t("handlers.served")) : mark(handler.pending > 0 ? "failed" : "cancelled", "warning", t("handlers.unserved"));
}

export function servedBy(handler) {
  const { nodes, workers } = handler.served_by;
  return [nodes.length ? t("handlers.nodes", { n: nodes.length }) : null, workers ? t("handlers.workers", { n: workers }) : null].filter(Boolean).join(", ") || "–";
}

/** A number that leads to its tasks. */
const count = (handler, status, value) =>
  value ? html`<a class="value" href=${to("tasks", null, { q: "status:" + status + " handler:" + quote(handler.name) })}>${number(value)}</a>` : html`<span class="none">0</span>`;

/** How it goes: columns of the figures of a span. Null is what nobody knows. */
const GOES = [
  { key: "trend.rate", value: (one) => number(one.per_minute < 100 ? Number(one.per_minute.toPrecision(2)) : Math.round(one.per_minute)) },
  { key: "trend.failing", value: (one) => (one.failure_share === null ? null : percent(one.failure_share)) },
  { key: "trend.p95", title: "trend.p95Title", value: (one) => (one.run_time ? duration(one.run_time.p95 * 1000) : null) },
  { key: "trend.backlog", value: (one) => number(one.backlog) },
  { key: "trend.drain", value: (one) => (one.backlog === 0 || one.drain_seconds === null ? null : duration(one.drain_seconds * 1000)) },
];

const words = (field, label, kind) => html`<th scope="col" class=${kind ?? ""}>${label}</th>`;

const shown = (value, figures) => (figures && value(figures)) ?? html`<span class="none">–</span>`;

/**
 * @param stats to show what failed; may be missing
 * @param trend to show how it goes; may be missing
 * @param head (field, label, kind) => a head that sorts; without it the heads are words, and how it goes takes the place of who serves it
 */
export function handlerTable(rows, stats, trend, head = words) {
  if (rows.length === 0) {
    return empty(t("handlers.none"), { curl: curl("POST", "v2/work/claim", { handlers: ["Resize"], worker: "w1", wait_seconds: 20 }) });
  }
  const lines = new Map((stats?.handlers ?? []).map((line) => [line.handler, line.by_status]));
  const brief = trend && head === words;
  const figures = new Map((trend?.handlers ?? []).map((one) => [one.handler, one]));
  return html`<div class="sideways"><table class="rows handlers">
    <thead><tr>${head("name", t("handlers.name"))}${head("served", t("handlers.state"))}${brief ? nothing : html`<th scope="col">${t("handlers.by")}</th>`}
      ${head("pending", t("status.pending"), "number")}${head("running", t("status.running"), "number")}<th scope="col" class="number">${t("status.failed")}</th>
      ${trend ? GOES.map(({ key, title }) => html`<th scope="col" class="number" title=${title ? t(title) : nothing}>${t(key)}</th>`) : nothing}${head("oldest_due_at", t("handlers.oldest"))}</tr></thead>
    <tbody>${rows.map((handler) => html`<tr>
      <td class="col-task" data-label=${t("handlers.name")}><a class="row-link" href=${to("handler", handler.name)}>${handler.name}</a></td>
      <td class="col-status" data-label=${t("handlers.state")}>${serving(handler)}</td>
      ${brief ? nothing : html`<td data-label=${t("handlers.by")}><span class=${handler.served ? "muted" : "none"}>${servedBy(handler)}</span></td>`}
      <td class="number" data-label=${t("status.pending")}>${count(handler, "pending", handler.pending)}</td>
      <td class="number" data-label=${t("status.running")}>${count(handler, "running", handler.running)}</td>
      <td class="number" data-label=${t("status.failed")}>${stats ? count(handler, "failed", lines.get(handler.name)?.failed ?? 0) : nothing}</td>
      ${trend ? GOES.map(({ key, value }) => html`<td class="number" data-label=${t(key)}>${shown(value, figures.get(handler.name))}</td>`) : nothing}
      <td data-label=${t("handlers.oldest")}>${ago(handler.oldest_due_at)}</td></tr>`)}</tbody></table></div>`;
}
