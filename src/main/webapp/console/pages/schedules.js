// All schedules: what comes next, and what is paused.
import { html, nothing } from "../vendor.js";
import { schedules } from "../base/api.js";
import { may } from "../base/me.js";
import { to } from "../base/router.js";
import { t } from "../base/text.js";
import { curl } from "../base/curl.js";
import { ListPage } from "../parts/list-page.js";
import { empty } from "../parts/panel.js";
import { ago } from "../parts/time-ago.js";
import { icon } from "../parts/icons.js";
import { mark } from "../parts/status.js";
import { pauseSchedule, resumeSchedule, triggerSchedule } from "../actions/schedules.js";

const FIELDS = [
  { word: "name", name: "name", kind: "text" },
  { word: "handler", name: "handler", kind: "text" },
  { word: "user", name: "user_id", kind: "text" },
  { word: "tag", name: "tags", kind: "tags" },
  { word: "next", name: "next_run_at", kind: "moment" },
  { word: "last", name: "last_run_at", kind: "moment" },
];

export const state = (one) =>
  one.paused ? mark("paused", "pause", t("schedules.paused"))
  : one.next_run_at ? mark("completed", "check", t("schedules.active")) : mark("cancelled", "cancelled", t("schedules.over"));

export const rhythm = (one) => html`<code>${one.cron ?? one.interval}</code>${one.cron ? html` <small class="muted">${one.time_zone}</small>` : nothing}`;

class SchedulesPage extends ListPage {
  name = "schedules";
  fields = FIELDS;
  resource = schedules;
  usualSort = "next_run_at";

  view() {
    return html`
      <header class="page-head"><h1>${t("nav.schedules")} ${this.total()}</h1><div class="tools">
        ${may("schedule:admin") ? html`<a class="button" href=${to("new-schedule")}>${icon("plus")} ${t("nav.newSchedule")}</a>` : nothing}</div></header>
      ${this.list.data?.rows.length > 10 || this.query ? this.searchField() : nothing}
      ${this.results((page) => (page.rows.length === 0 ? this.#nothing() : this.#table(page.rows)))}
      ${this.pager()}`;
  }

  #nothing() {
    return this.query ? empty(t("schedules.noMatch"), { action: html`<a href=${to("schedules")}>${t("tasks.showAll")}</a>` })
      : empty(t("schedules.none"), { curl: curl("POST", "v2/schedule/create", { name: "nightly", cron: "30 2 * * *", time_zone: "Europe/Berlin", handler: "ExportHandler" }) });
  }

  #table(rows) {
    return html`<table class="rows schedules">
      <thead><tr>${this.head("name", t("schedules.name"))}<th scope="col">${t("schedules.state")}</th>${this.head("handler", t("tasks.handler"))}
        <th scope="col">${t("schedules.rhythm")}</th>${this.head("next_run_at", t("schedules.next"))}${this.head("last_run_at", t("schedules.last"))}
        ${may("schedule:admin") ? html`<th scope="col"><span class="aside">${t("tasks.actions")}</span></th>` : nothing}</tr></thead>
      <tbody>${rows.map((one) => html`<tr>
        <td class="col-task" data-label=${t("schedules.name")}><a class="row-link" href=${to("schedule", one.schedule_id)}>${one.name}</a></td>
        <td class="col-status" data-label=${t("schedules.state")}>${state(one)}</td>
        <td data-label=${t("tasks.handler")}>${one.handler}</td>
        <td data-label=${t("schedules.rhythm")}>${rhythm(one)}</td>
        <td data-label=${t("schedules.next")}>${one.paused ? html`<span class="none">–</span>` : ago(one.next_run_at)}</td>
        <td data-label=${t("schedules.last")}>${one.last_task_id ? html`<a class="value" href=${to("task", one.last_task_id)}>${ago(one.last_run_at)}</a>` : ago(one.last_run_at)}</td>
        ${may("schedule:admin") ? html`<td class="row-tools">${this.#tools(one)}</td>` : nothing}</tr>`)}</tbody></table>`;
  }

  #tools(one) {
    const act = (action) => async () => (await action(one)) && this.refresh();
    const button = (action, sign, word) => html`<button type="button" class="quiet" title=${t(word)} aria-label=${t(word) + ": " + one.name} @click=${act(action)}>${icon(sign)}</button>`;
    return html`${button(triggerSchedule, "play", "schedules.trigger")}
      ${one.paused ? button(resumeSchedule, "retry", "schedules.resume") : button(pauseSchedule, "pause", "schedules.pause")}`;
  }
}

customElements.define("page-schedules", SchedulesPage);
