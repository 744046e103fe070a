// One schedule: when it runs next, what became of the last runs.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { repeatedly } from "../base/live.js";
import { to } from "../base/router.js";
import { audit, schedules, tasks } from "../base/api.js";
import { may } from "../base/me.js";
import { t } from "../base/text.js";
import { duration, span } from "../base/time.js";
import { quote } from "../search/words.js";
import { content, empty, panel } from "../parts/panel.js";
import { status } from "../parts/status.js";
import { ago, moment } from "../parts/time-ago.js";
import { icon } from "../parts/icons.js";
import { auditList } from "../parts/audit-list.js";
import { nextRuns } from "../parts/next-runs.js";
import "../parts/payload-view.js";
import { deleteSchedule, pauseSchedule, resumeSchedule, triggerSchedule } from "../actions/schedules.js";
import { rhythm, state } from "./schedules.js";

const RUNS = 20;

class SchedulePage extends Page {
  #schedule = new Load(this, (signal) => schedules.view(this.route.id, { signal }).then((answer) => answer.data));
  #next = new Load(this, (signal) => schedules.preview({ schedule_id: this.route.id }, signal));
  #runs = new Load(this, (signal) => this.#made(signal));
  #audit = new Load(this, (signal) => audit.search({ filter: { target_kind: "schedule", target_id: this.route.id }, "per-page": 10, count: "none" }, signal));

  begin() {
    this.refresh();
    repeatedly(() => Promise.all([this.#schedule.again(), this.#runs.again()]), this.gone);
  }

  /** At once, but for the runs: they carry the schedule's name. */
  refresh() {
    const loads = [this.#next, ...(may("audit:read") ? [this.#audit] : [])];
    return Promise.all([this.#schedule.run().then(() => this.#runs.run()), ...loads.map((load) => load.run())]);
  }

  #made(signal) {
    const filter = { tags: "schedule:" + (this.#schedule.data?.name ?? "") };
    return tasks.search({ filter, history: true, sort: "-created_at", "per-page": RUNS, count: "none" }, signal);
  }

  view() {
    return html`<nav class="crumbs" aria-label=${t("nav.crumbs")}><a href=${to("schedules")}>${t("nav.schedules")}</a></nav>
      ${content(this.#schedule, (one) => this.#body(one))}`;
  }

  #body(one) {
    return html`
      <header class="page-head"><div><h1>${one.name} ${state(one)}</h1><p class="sub">${rhythm(one)}</p></div><div class="tools">${this.#tools(one)}</div></header>
      <div class="columns"><div class="wide-column">
        ${panel(t("schedules.nextRuns"), this.#next, (runs) => nextRuns(runs))}
        ${panel(t("schedules.history"), this.#runs, (page) => this.#history(page.rows), { tools: html`<a href=${to("tasks", null, { q: "tag:" + quote("schedule:" + one.name), history: "1" })}>${t("overview.all")}</a>` })}
        ${panel(t("task.request"), this.#schedule, () => html`<payload-view .value=${one.request} .name=${"request"}></payload-view>`)}
      </div><div class="narrow-column">
        ${panel(t("task.facts"), this.#schedule, facts)}
        ${may("audit:read") ? panel(t("handlers.audit"), this.#audit, (page) => auditList(page.rows)) : nothing}
      </div></div>`;
  }

  #tools(one) {
    if (!may("schedule:admin")) {
      return nothing;
    }
    const act = (action) => async () => (await action(one)) && this.refresh();
    const button = (action, sign, word, kind = "") => html`<button type="button" class=${kind} @click=${act(action)}>${icon(sign)} ${t(word)}</button>`;
    return html`${button(triggerSchedule, "play", "schedules.trigger")}
      ${one.paused ? button(resumeSchedule, "retry", "schedules.resume", "primary") : button(pauseSchedule, "pause", "schedules.pause")}
      <a class="button" href=${to("new-schedule", one.schedule_id)}>${icon("edit")} ${t("form.edit")}</a>
      ${button(deleteSchedule, "trash", "task.delete", "danger-quiet")}`;
  }

  /** A strip of signs, the latest on the right, and the same as a list. */
  #history(rows) {
    if (rows.length === 0) {
      return empty(t("schedules.noHistory"));
    }
    return html`<div class="strip">${[...rows].reverse().map((task) => html`<a class="is-${task.status}" href=${to("task", task.task_id)} title=${t("status." + task.status)} aria-label=${t("status." + task.status)}>${icon(task.status)}</a>`)}</div>
      <ul class="list">${rows.slice(0, 8).map((task) => html`<li>${status(task.status)}<a href=${to("task", task.task_id)}>${ago(task.created_at)}</a>
        <span class="right muted">${task.finished_at ? duration(span(task.started_at, task.finished_at)) : nothing}</span></li>`)}</ul>`;
  }
}

function facts(one) {
  const rows = [
    ["task.handlerName", one.handler],
    ["task.user", one.user_id ?? "–"],
    ["task.entity", one.entity_id ?? "–"],
    ["schedules.zone", one.time_zone],
    ["schedules.starts", moment(one.starts_at)],
    ["schedules.ends", moment(one.ends_at)],
    ["schedules.misfire", t("schedules.misfires." + one.misfire, { n: one.max_misfires })],
    ["task.priority", one.priority],
    ["task.maxAttempts", one.max_attempts ?? t("schedules.asHandler")],
    ["task.tags", one.tags.length ? one.tags.join(", ") : "–"],
    ["task.created", moment(one.created_at)],
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`)}</dl>`;
}

customElements.define("page-schedule", SchedulePage);
