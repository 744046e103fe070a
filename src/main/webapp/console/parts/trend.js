// What was run over the last hour, day or week: three charts, of all handlers or of one.
import { html, nothing } from "../vendor.js";
import { number, t } from "../base/text.js";
import { duration } from "../base/time.js";
import { empty, panel } from "./panel.js";
import "./time-chart.js";

const SPANS = ["hour", "day", "week"];

export const spanOf = (route) => (SPANS.includes(route.query.get("span")) ? route.query.get("span") : "hour");

/**
 * @param span which one is shown
 * @param where (span) => the address that shows another one
 */
export function trendPanel(load, span, where) {
  const tools = html`<nav class="tabs" aria-label=${t("trend.span")}>${SPANS.map((name) => html`
    <a href=${where(name)} aria-current=${name === span ? "true" : nothing}>${t("trend.spans." + name)}</a>`)}</nav>`;
  return panel(t("trend.title"), load, (trend) => charts(trend), { tools, kind: "trend" });
}

function charts(trend) {
  const { completed, failed, retried, start_delay: delay, run_time: time } = trend.total;
  if (completed + failed + retried === 0 && !delay && !time) {
    return empty(t("trend.none." + trend.span));
  }
  const at = trend.points.map((point) => Date.parse(point.at) / 1000);
  const per = t("trend.per." + trend.span);
  const count = (name, stroke) => ({ name: t("trend." + name), tone: name, stroke, values: trend.points.map((point) => point[name]) });
  const most = Math.max(...trend.points.map((point) => point.completed + point.failed));
  const ended = t("trend.ended", { completed: number(completed), failed: number(failed), retried: number(retried), most: number(most), per });
  return html`<div class="charts">
    ${chart({ name: t("trend.throughput", { per }), unit: "count", summary: ended, at, lines: [count("completed", "solid"), count("failed", "solid"), count("retried", "dashed")] })}
    ${chart({ name: t("trend.delay"), unit: "seconds", summary: within("trend.startedWithin", delay), at, lines: percentiles(trend.points, "start_delay") })}
    ${chart({ name: t("trend.time"), unit: "seconds", summary: within("trend.ranWithin", time), at, lines: percentiles(trend.points, "run_time") })}
  </div>`;
}

const chart = (one) => html`<section><h3>${one.name}</h3><time-chart .chart=${one}></time-chart></section>`;

function percentiles(points, name) {
  const line = (share, tone, stroke) => ({ name: share, tone, stroke, values: points.map((point) => point[name]?.[share] ?? null) });
  return [line("p50", "middle", "solid"), line("p95", "high", "dashed"), line("p99", "highest", "dotted")];
}

function within(key, spans) {
  const shown = (share) => duration(spans[share] * 1000);
  return spans ? t(key, { p50: shown("p50"), p95: shown("p95"), p99: shown("p99") }) : t("trend.noRuns");
}
