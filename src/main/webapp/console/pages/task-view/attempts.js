// The runs of a task side by side, the latest first, so that one sees whether it fails in the same way each time.
import { html, nothing } from "../../vendor.js";
import { number, t } from "../../base/text.js";
import { absolute, duration } from "../../base/time.js";
import { mark } from "../../parts/status.js";
import { ago } from "../../parts/time-ago.js";
import { empty } from "../../parts/panel.js";

const LINES = 500;

export function attempts(runs, task) {
  if (runs.length === 0) {
    return empty(t(task.status === "pending" ? "attempts.notYet" : "attempts.none"));
  }
  return html`<div class="attempts">${[...runs].sort((a, b) => (a.started_at < b.started_at ? 1 : -1)).map(card)}</div>`;
}

function card(run) {
  return html`<article class="attempt is-${run.outcome}">
    <header><h3>${t("attempts.run", { n: run.attempt })}</h3>${mark(run.outcome, run.outcome, t("outcome." + run.outcome))}<span class="num">${duration(run.duration_ms)}</span></header>
    <p class="muted"><span title=${absolute(run.started_at)}>${ago(run.started_at)}</span>${run.node ? html` · ${t("attempts.on")} <span class="id">${run.node}</span>` : nothing}</p>
    ${run.error ? html`<p class="error"><b>${run.error.type}</b><span class="message">${run.error.message}</span></p>` : nothing}
    ${log(run)}
  </article>`;
}

function log(run) {
  if (run.log.length === 0) {
    return nothing;
  }
  const start = Date.parse(run.started_at);
  const shown = run.log.slice(-LINES);
  return html`<details ?open=${run.log.length <= 12}>
    <summary>${t("attempts.log", { n: run.log.length })}</summary>
    ${run.log.length > LINES ? html`<p class="note">${t("attempts.lastLines", { count: number(LINES) })}</p>` : nothing}
    <ol class="log" tabindex="0" aria-label=${t("attempts.log", { n: run.log.length })}>${shown.map((entry) => html`
      <li><time title=${absolute(entry.at)}>+${duration(Date.parse(entry.at) - start)}</time><span>${entry.line}</span></li>`)}</ol>
  </details>`;
}
