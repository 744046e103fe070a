// What happened to a task, from its creation on, with the time between.
import { html, nothing } from "../../vendor.js";
import { t } from "../../base/text.js";
import { absolute, duration, now, sameDay } from "../../base/time.js";
import { icon } from "../../parts/icons.js";
import { ago } from "../../parts/time-ago.js";

/** In the order of time. The wait counts from when it was due, never from before. */
function events(task, runs) {
  const list = [{ at: task.created_at, kind: "created", sign: "plus" }];
  for (const run of [...runs].sort((a, b) => (a.started_at < b.started_at ? -1 : 1))) {
    list.push({ at: run.started_at, kind: "started", sign: "play", n: run.attempt, node: run.node });
    if (run.finished_at) {
      list.push({ at: run.finished_at, kind: run.outcome, sign: run.outcome, ran: run.duration_ms, error: run.error, n: run.attempt });
    }
  }
  const last = list.at(-1);
  if (task.finished_at && task.finished_at > last.at && last.kind !== task.status) {
    list.push({ at: task.finished_at, kind: task.status, sign: task.status });
  }
  if (task.run_at && (runs.length === 0 || task.status === "pending")) {
    list.push({ at: task.run_at, kind: Date.parse(task.run_at) > now() ? "willBeDue" : "due", sign: "schedules" });
  }
  if (task.historized_at) {
    list.push({ at: task.historized_at, kind: "historized", sign: "history" });
  }
  return list.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export function timeline(task, runs) {
  const list = events(task, runs);
  return html`<ol class="timeline">${list.map((event, index) => line(event, list[index - 1]))}
    ${task.status === "running" ? html`<li class="is-running now">${icon("running")}<div><p>${t("timeline.running")}</p></div></li>` : nothing}
    ${task.status === "pending" && list.at(-1).kind !== "willBeDue" ? html`<li class="is-pending now">${icon("pending")}<div><p>${t("timeline.waiting")}</p></div></li>` : nothing}
  </ol>`;
}

function line(event, before) {
  const between = before ? Date.parse(event.at) - Date.parse(before.at) : 0;
  return html`<li class="is-${event.kind}">${icon(event.sign)}
    <div><p>${t("timeline." + event.kind, { n: event.n ?? 0 })} ${event.node ? html`<small class="id">${event.node}</small>` : nothing}</p>
    <small><time datetime=${event.at} title=${absolute(event.at)}>${sameDay(event.at, before?.at)}</time> · ${ago(event.at)}</small></div>
    ${between > 0 ? html`<small class="between num" title=${t("timeline.between")}>+${duration(between)}</small>` : nothing}</li>`;
}
