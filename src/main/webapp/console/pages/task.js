// One task: what it is, what became of it and why, and what can be done.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { repeatedly } from "../base/live.js";
import { to } from "../base/router.js";
import { audit, files, tasks } from "../base/api.js";
import { may, seesInstallation } from "../base/me.js";
import { pref } from "../base/prefs.js";
import { t } from "../base/text.js";
import { duration, now, span } from "../base/time.js";
import { quote } from "../search/words.js";
import { content, panel } from "../parts/panel.js";
import { status } from "../parts/status.js";
import { ago, moment } from "../parts/time-ago.js";
import { copyButton, shortId } from "../parts/copy-text.js";
import { icon } from "../parts/icons.js";
import { OPERATE } from "../parts/operation-words.js";
import { auditList } from "../parts/audit-list.js";
import "../parts/payload-view.js";
import { why } from "./task-view/why.js";
import { timeline } from "./task-view/timeline.js";
import { attempts } from "./task-view/attempts.js";
import { IMPORT, imported, importPanel } from "./task-view/import.js";
import { related } from "./task-view/related.js";
import { toolbar } from "./task-view/toolbar.js";
import { isFinished } from "./task-list/follow.js";

const RELATED = 5;

class TaskPage extends Page {
  #etag = null;
  #task = new Load(this, (signal, before) => this.#fetch(signal, before));
  #why = new Load(this, (signal) => tasks.explain(this.route.id, signal));
  #attempts = new Load(this, (signal) => tasks.attempts(this.route.id, signal));
  #subtasks = new Load(this, (signal) => this.#some({ parent_id: this.route.id }, signal));
  #replays = new Load(this, (signal) => this.#some({ tags: "replay:" + this.route.id }, signal));
  #files = new Load(this, (signal) => files.search({ filter: { task_id: this.route.id }, "per-page": 20 }, signal));
  #import = new Load(this, (signal) => imported(this.#task.data, signal));
  #audit = new Load(this, (signal) => audit.search({ filter: { target_kind: "task", target_id: this.route.id }, "per-page": 20, count: "none" }, signal));
  #ofEntity = new Load(this, (signal) => this.#others("entity_id", signal));
  #ofUser = new Load(this, (signal) => this.#others("user_id", signal));

  begin() {
    this.#all();
    // a running task shows its progress, so it is looked at more often than lists are
    repeatedly(() => this.#look(), this.gone, () => (pref("refresh") === 0 ? 0 : 2));
  }

  /** At once, but for what needs the task. */
  #all() {
    const loads = [this.#attempts, this.#subtasks, this.#replays, this.#files, ...(may("audit:read") ? [this.#audit] : [])];
    return Promise.all([this.#task.run().then(() => this.#ofTask()), ...loads.map((load) => load.run())]);
  }

  #ofTask() {
    const task = this.#task.data;
    const more = [task?.handler === IMPORT && this.#import, task?.entity_id && this.#ofEntity, task?.user_id && this.#ofUser];
    return Promise.all([this.#explain(), ...more.filter(Boolean).map((load) => load.run())]);
  }

  refresh() {
    return this.#all();
  }

  async #fetch(signal, before) {
    const { data, etag, unchanged } = await tasks.view(this.route.id, { signal, etag: before && this.#etag });
    this.#etag = etag ?? this.#etag;
    return unchanged ? before : data;
  }

  /** A finished task says by itself what became of it. */
  #explain() {
    return this.#task.data && !isFinished(this.#task.data) ? this.#why.run() : this.#why.reset();
  }

  async #look() {
    const before = this.#task.data;
    if (!before || this.#task.busy) {
      return;
    }
    if (isFinished(before)) {
      return;
    }
    await this.#task.again();
    const after = this.#task.data;
    if (after.status !== before.status || after.attempt !== before.attempt) {
      this.#attempts.run();
    }
    if (isFinished(after)) {
      this.#all();
    } else {
      this.#explain();
      this.#subtasks.run();
    }
  }

  #some(filter, signal) {
    return tasks.search({ filter, history: true, "per-page": RELATED, sort: "-created_at" }, signal);
  }

  #others(field, signal) {
    const { task_id, [field]: value } = this.#task.data;
    return this.#some({ [field]: value, task_id: { neq: task_id } }, signal);
  }

  view() {
    return html`
      <nav class="crumbs" aria-label=${t("nav.crumbs")}><a href=${to("tasks")}>${t("nav.tasks")}</a></nav>
      ${content(this.#task, (task) => this.#body(task))}`;
  }

  #body(task) {
    return html`
      <header class="page-head">
        <div><h1>${task.handler} ${status(task.status)}</h1>
          <p class="sub"><span class="id">${task.task_id}</span> ${copyButton(task.task_id, t("task.copyId"))} ${this.#lead(task)}</p></div>
        <div class="tools">${toolbar(task, () => this.#changed())}</div>
      </header>
      ${this.#progress(task)}
      ${task.historized_at ? html`<p class="banner">${icon("history")} ${t("task.isHistorized")} ${ago(task.historized_at)}</p>` : nothing}
      ${task.handler === OPERATE ? html`<p class="banner">${icon("operations")} <span>${t("operation.seen")} <a href=${to("operation", task.task_id)}>${t("operation.see")}</a></span></p>` : nothing}
      ${isFinished(task) ? nothing : why(this.#why, task, () => this.#changed())}
      ${task.error ? this.#error(task) : nothing}
      <div class="columns">
        <div class="wide-column">
          ${task.handler === IMPORT ? importPanel(task, this.#import) : nothing}
          ${panel(t("task.request"), this.#task, (one) => html`<payload-view .value=${one.request} .name=${"request"}></payload-view>`)}
          ${panel(t("task.response"), this.#task, (one) => html`<payload-view .value=${one.response} .name=${"response"}></payload-view>`)}
          ${panel(t("task.attempts"), this.#attempts, (runs) => attempts(runs, task))}
          ${related({ task, subtasks: this.#subtasks, replays: this.#replays, files: this.#files, ofEntity: this.#ofEntity, ofUser: this.#ofUser })}
        </div>
        <div class="narrow-column">
          ${panel(t("task.facts"), this.#task, facts)}
          ${panel(t("task.timeline"), this.#attempts, (runs) => timeline(task, runs))}
          ${may("audit:read") ? panel(t("task.audit"), this.#audit, (page) => auditList(page.rows)) : nothing}
        </div>
      </div>`;
  }

  /** One sentence: what it is doing. */
  #lead(task) {
    const due = task.run_at ?? task.created_at;
    const waits = Date.parse(due) > now();
    return {
      pending: html`${t(waits ? "task.dueIn" : "task.waitsSince")} ${ago(due)}`,
      running: html`${t("task.runsSince")} ${ago(task.started_at)}`,
      completed: task.started_at ? t("task.tookTime", { time: duration(span(task.started_at, task.finished_at)) }) : nothing,
      failed: html`${t("task.failedAt")} ${ago(task.finished_at)}`,
      cancelled: html`${t("task.cancelledAt")} ${ago(task.finished_at)}`,
    }[task.status];
  }

  #progress(task) {
    if (task.status !== "running" || task.progress === null) {
      return nothing;
    }
    return html`<div class="progress"><progress max="100" value=${task.progress} aria-label=${t("task.progress")}></progress>
      <b class="num">${task.progress} %</b> <span class="muted">${task.progress_message ?? ""}</span></div>`;
  }

  #error(task) {
    const left = task.max_attempts - task.attempt;
    return html`<div class="failure task-error">${icon("failed")}
      <div><p><strong>${task.error.type}</strong></p><p class="message">${task.error.message}</p>
      <p class="muted">${task.status === "failed"
        ? t(task.error.retryable ? "task.gaveUp" : "task.notRetryable", { n: task.attempt })
        : task.status === "pending" ? t("task.triesLeft", { n: left }) : nothing}</p>${this.#again()}</div></div>`;
  }

  /** Whoever finds a failure wants to know first whether somebody has dealt with it. */
  #again() {
    const [latest] = this.#replays.data?.rows ?? [];
    return latest ? html`<p>${t("task.replays")} <a class="id" href=${to("task", latest.task_id)}>${shortId(latest.task_id)}</a> ${status(latest.status)}</p>` : nothing;
  }

  #changed() {
    this.#etag = null;
    return this.#all();
  }
}

function facts(task) {
  const found = (word, value) => (value === null ? html`<span class="none">–</span>` : html`<a href=${to("tasks", null, { q: word + ":" + quote(value) })}>${value}</a>`);
  const rows = [
    ...(task.tenant ? [["tenant", found("tenant", task.tenant)]] : []),
    ["user", found("user", task.user_id)],
    ["entity", found("entity", task.entity_id)],
    ["handlerName", seesInstallation() ? html`<a href=${to("handler", task.handler)}>${task.handler}</a>` : task.handler],
    ["priority", task.priority],
    ["runs", t("task.ofRuns", { n: task.attempt, most: task.max_attempts })],
    ["created", moment(task.created_at)],
    ["due", moment(task.run_at)],
    ["started", moment(task.started_at)],
    ["finished", moment(task.finished_at)],
    ["parent", task.parent_id ? html`<a class="id" href=${to("task", task.parent_id)}>${task.parent_id}</a>` : html`<span class="none">–</span>`],
    ["tags", task.tags.length ? task.tags.map(tag) : html`<span class="none">–</span>`],
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${t("task." + name)}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A replay's tag leads to the task that was run again. */
function tag(text) {
  const replayed = /^replay:([0-9a-f-]{36})$/.exec(text);
  return replayed
    ? html`<a class="tag" href=${to("task", replayed[1])}>${t("task.replayOf")} ${replayed[1].slice(-8)}</a> `
    : html`<a class="tag" href=${to("tasks", null, { q: "tag:" + quote(text) })}>${text}</a> `;
}

customElements.define("page-task", TaskPage);
