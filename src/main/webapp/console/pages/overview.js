// Is anything wrong? Then: how much is there, what failed last, what comes next.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { repeatedly, seldom } from "../base/live.js";
import { to } from "../base/router.js";
import { database, handlers, nodes, ready, schedules, tasks } from "../base/api.js";
import { may, runsInstallation, seesInstallation } from "../base/me.js";
import { number, t } from "../base/text.js";
import { now } from "../base/time.js";
import { curl } from "../base/curl.js";
import { STATUSES } from "../search/fields.js";
import { content, empty, panel } from "../parts/panel.js";
import { status } from "../parts/status.js";
import { ago } from "../parts/time-ago.js";
import { icon } from "../parts/icons.js";
import { shortId } from "../parts/copy-text.js";
import { handlerTable } from "../parts/handler-table.js";
import { spanOf, trendPanel } from "../parts/trend.js";
import { problems } from "./overview/problems.js";

const HOUR = 3600 * 1000;

class OverviewPage extends Page {
  #stats = new Load(this, (signal) => tasks.stats(signal));
  #handlers = new Load(this, (signal) => handlers.search({ "per-page": 200, sort: "-pending", count: "none" }, signal));
  #nodes = new Load(this, (signal) => nodes.search({ filter: { or: [{ state: "gone" }, { lost: { gt: 0 } }, { drain: true }] }, sort: "-seen_at", count: "none" }, signal));
  #database = new Load(this, (signal) => database(signal));
  #ready = new Load(this, (signal) => ready(signal));
  #failed = new Load(this, (signal) => tasks.search({ filter: { status: "failed" }, sort: "-created_at", "per-page": 6, count: "none" }, signal));
  #recent = new Load(this, (signal) => this.#failedSince(signal));
  #trend = new Load(this, (signal) => tasks.trend(spanOf(this.route), null, signal));
  #next = new Load(this, (signal) => schedules.search({ filter: { paused: false, not: { next_run_at: null } }, sort: "next_run_at", "per-page": 6, count: "none" }, signal));

  begin() {
    this.refresh();
    repeatedly(() => Promise.all(this.#loads().map((load) => load.again())), this.gone);
    repeatedly(() => Promise.all(this.#slow().map((load) => load.again())), this.gone, seldom);
  }

  routed() {
    if (seesInstallation()) {
      this.#trend.run();
    }
  }

  refresh() {
    return Promise.all([...this.#loads(), ...this.#slow()].map((load) => load.run()));
  }

  #loads() {
    const loads = [this.#ready];
    if (may("task:read")) {
      loads.push(this.#stats, this.#failed, this.#recent, this.#next);
    }
    if (seesInstallation()) {
      loads.push(this.#handlers, this.#nodes);
    }
    return loads;
  }

  #slow() {
    return [...(seesInstallation() ? [this.#trend] : []), ...(runsInstallation() ? [this.#database] : [])];
  }

  #failedSince(signal) {
    const since = new Date(now() - HOUR).toISOString();
    return tasks.search({ filter: { status: "failed", finished_at: { gte: since } }, "per-page": 1 }, signal);
  }

  view() {
    if (!may("task:read")) {
      return html`<header class="page-head"><h1>${t("nav.overview")}</h1></header>${empty(t("overview.noRights"))}`;
    }
    return html`
      <header class="page-head"><h1>${t("nav.overview")}</h1>
        <div class="tools"><button type="button" class="quiet" aria-label=${t("keys.refresh")} title=${t("keys.refresh")} @click=${() => this.refresh()}>${icon("refresh")}</button></div></header>
      ${this.#problems()}
      ${content(this.#stats, (stats) => this.#counts(stats))}
      ${seesInstallation() ? trendPanel(this.#trend, spanOf(this.route), (span) => to("overview", null, { span })) : nothing}
      ${seesInstallation() ? panel(t("overview.handlers"), this.#handlers, (page) => handlerTable(page.rows, this.#stats.data, this.#trend.data),
        { tools: html`<a href=${to("handlers")}>${t("overview.all")}</a>` }) : nothing}
      <div class="halves">
        ${panel(t("overview.failed"), this.#failed, (page) => this.#failures(page.rows), { tools: html`<a href=${to("errors")}>${t("overview.all")}</a>` })}
        ${panel(t("overview.next"), this.#next, (page) => this.#schedules(page.rows), { tools: html`<a href=${to("schedules")}>${t("overview.all")}</a>` })}
      </div>`;
  }

  /** One list for all that is wrong; what cannot be known yet is said by its absence, not by a green light. */
  #problems() {
    const found = problems({ stats: this.#stats.data, handlers: this.#handlers.data?.rows, nodes: this.#nodes.data?.rows, ready: this.#ready.data, database: this.#database.data, failed: this.#recent.data });
    const waiting = this.#stats.empty || (seesInstallation() && this.#handlers.empty) || (runsInstallation() && this.#database.empty) || this.#ready.empty;
    const broken = [this.#stats, this.#handlers, this.#nodes, this.#database, this.#ready, this.#recent].some((load) => load.error);
    if (found.length > 0) {
      return html`<ul class="problems" aria-label=${t("overview.problems")}>${found.map((one) => html`
        <li class=${one.grave ? "grave" : ""}><a href=${one.href}>${icon(one.sign)}<span><b>${one.title}</b> <small>${one.text}</small></span>${icon("next")}</a></li>`)}</ul>`;
    }
    if (broken) {
      return html`<p class="banner">${icon("warning")} ${t("overview.unknown")}</p>`;
    }
    return waiting ? nothing : html`<p class="banner good">${icon("completed")} ${t(seesInstallation() ? "overview.good" : "overview.goodOwn")}</p>`;
  }

  #counts(stats) {
    if (stats.live.total + stats.historized.total === 0) {
      return empty(t("tasks.none"), { curl: curl("POST", "v2/task/create", { handler: "EchoHandler", user_id: "user-1", request: { hello: "world" } }),
        action: may("task:write") ? html`<a class="button primary" href=${to("new")}>${t("nav.new")}</a>` : nothing });
    }
    return html`<nav class="counts" aria-label=${t("tasks.byStatus")}>${STATUSES.map((name) => html`
      <a class="is-${name}" href=${to("tasks", null, { q: "status:" + name })}>
        <span class="status is-${name}">${icon(name)}<span>${t("status." + name)}</span></span>
        <b>${number(stats.live.by_status[name])}</b>
        ${stats.historized.total > 0 ? html`<small>${t("overview.historized", { count: number(stats.historized.by_status[name]) })}</small>` : nothing}</a>`)}</nav>`;
  }

  #failures(rows) {
    if (rows.length === 0) {
      return empty(t("overview.noFailed"));
    }
    return html`<ul class="list">${rows.map((task) => html`
      <li>${icon("failed")}<div class="grow"><div class="head"><a href=${to("task", task.task_id)}>${task.handler}</a> <small class="id">${shortId(task.task_id)}</small><span class="right">${ago(task.finished_at)}</span></div>
        <p class="fault">${task.error ? html`<b>${task.error.type}</b> ${task.error.message}` : t("tasks.noError")}</p></div></li>`)}</ul>`;
  }

  #schedules(rows) {
    if (rows.length === 0) {
      return empty(t("overview.noSchedules"));
    }
    return html`<ul class="list">${rows.map((one) => html`
      <li>${icon("schedules")}<div class="grow"><a href=${to("schedule", one.schedule_id)}>${one.name}</a> <small class="muted">${one.handler}</small></div><span class="right">${ago(one.next_run_at)}</span></li>`)}</ul>`;
  }
}

customElements.define("page-overview", OverviewPage);
