// An operation on many tasks: what it does, to which tasks, how far it is, and what became of each.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { repeatedly } from "../base/live.js";
import { to } from "../base/router.js";
import { audit, operations, tasks } from "../base/api.js";
import { may } from "../base/me.js";
import { pref } from "../base/prefs.js";
import { number, t } from "../base/text.js";
import { TASK_FIELDS } from "../search/fields.js";
import { wordsOf } from "../search/say.js";
import { content, empty, panel } from "../parts/panel.js";
import { mark, status } from "../parts/status.js";
import { ago, moment } from "../parts/time-ago.js";
import { copyButton, shortId } from "../parts/copy-text.js";
import { actor } from "../parts/audit-list.js";
import { icon } from "../parts/icons.js";
import { actionWords, conditions } from "../parts/operation-words.js";
import "../parts/payload-view.js";
import { goOn, stopOperation } from "../actions/run-operation.js";

const OUTCOMES = ["done", "refused", "skipped"];
const PER_PAGE = 50;

/** As the audit calls it. */
const ACTIONS = ["operation.create"];

/** Whether its task is under way or about to be. */
const goes = (operation) => ["pending", "running"].includes(operation.status);

class OperationPage extends Page {
  #stopping = false;
  #operation = new Load(this, (signal) => operations.view(this.route.id, signal));
  #task = new Load(this, (signal) => tasks.view(this.route.id, { signal }).then((answer) => answer.data));
  #items = new Load(this, (signal) => this.#page(signal));
  #made = new Load(this, (signal) => audit.search({ filter: { action: ACTIONS, target_id: this.route.id }, "per-page": 1, count: "none" }, signal));

  begin() {
    this.refresh();
    if (may("audit:read")) {
      this.#made.run();
    }
    repeatedly(() => this.#look(), this.gone, () => (pref("refresh") === 0 ? 0 : 2));
  }

  routed() {
    this.#items.reset();
    this.#items.run();
  }

  refresh() {
    return Promise.all([this.#operation.run(), this.#task.run(), this.#items.run()]);
  }

  get #outcome() {
    return this.route.query.get("outcome");
  }

  #page(signal) {
    const cursor = this.route.query.get("cursor");
    return operations.items(this.route.id, { filter: this.#outcome ? { outcome: this.#outcome } : {}, sort: "-at", "per-page": PER_PAGE, ...(cursor ? { cursor } : {}) }, signal);
  }

  /** A further page of the items stays as it is: rows that come would move it. */
  async #look() {
    if (this.#operation.data && goes(this.#operation.data)) {
      await this.#operation.again(); // first: what it says is done is among the items then, also at the end
      await Promise.all([this.#task.again(), this.route.query.get("cursor") ? null : this.#items.again()]);
    }
  }

  view() {
    return html`
      <nav class="crumbs" aria-label=${t("nav.crumbs")}><a href=${to("operations")}>${t("nav.operations")}</a></nav>
      ${content(this.#operation, (operation) => this.#body(operation))}`;
  }

  #body(operation) {
    return html`
      <header class="page-head">
        <div><h1>${actionWords(operation.request)} <span class="total">${t("operation.tasks", { n: operation.matched })}</span> ${status(operation.status)}</h1>
          <p class="sub"><span class="id">${operation.operation_id}</span> ${copyButton(operation.operation_id, t("task.copyId"))}</p></div>
        <div class="tools">${this.#tools(operation)}</div>
      </header>
      ${progress(operation)}
      ${this.#trouble(operation)}
      <div class="columns">
        <div class="wide-column">${this.#list(operation)}</div>
        <div class="narrow-column">${panel(t("task.facts"), this.#operation, () => this.#facts(operation))}</div>
      </div>`;
  }

  #tools(operation) {
    const act = (action) => async () => {
      if (await action(operation)) {
        this.#stopping = action === stopOperation;
        this.refresh();
      }
    };
    const stops = may("task:write") && goes(operation) && !this.#stopping;
    const ended = may("task:write") && ["cancelled", "failed"].includes(operation.status) && this.#task.data?.historized_at === null;
    return html`
      ${stops ? html`<button type="button" class="danger-quiet" @click=${act(stopOperation)}>${icon("cancelled")} ${t("operation.stop")}</button>` : nothing}
      ${ended ? html`<button type="button" class="primary" @click=${act(goOn)}>${icon("play")} ${t("operation.goOn")}</button>` : nothing}
      <a class="button" href=${to("task", operation.operation_id)}>${t("operation.itsTask")}</a>`;
  }

  #trouble(operation) {
    const error = this.#task.data?.error;
    if (operation.status === "failed" && error) {
      return html`<div class="failure task-error">${icon("failed")}<div><p><strong>${error.type}</strong></p><p class="message">${error.message}</p></div></div>`;
    }
    return operation.status === "cancelled" ? html`<p class="banner">${icon("cancelled")} ${t("operation.stopped")}</p>` : nothing;
  }

  #facts(operation) {
    const words = wordsOf(operation.request.filter ?? {}, TASK_FIELDS);
    const history = operation.request.history === true;
    const made = this.#made.data?.rows[0];
    const rows = [
      [t("operation.filter"), words ? html`<p>${conditions(words, history)}</p><p><a href=${to("tasks", null, { q: words.join(" "), history: history ? "1" : null })}>${t("operation.toList")}</a></p>`
        : html`<payload-view .value=${operation.request.filter} .name=${"filter"}></payload-view>`],
      [t("dialog.reason"), operation.reason ? html`<span class="reason">“${operation.reason}”</span>` : html`<span class="none">–</span>`],
      [t("audit.who"), made ? actor(made) : this.#task.data?.user_id ?? html`<span class="none">–</span>`],
      [t("operation.frozenAt"), moment(operation.at)],
      [t("task.finished"), moment(this.#task.data?.finished_at)],
    ];
    return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  #list(operation) {
    return html`<section class="panel"><header><h2>${t("operation.items")}</h2>
      <nav class="tabs" aria-label=${t("operation.byOutcome")}>${this.#tab(null, operation.done + operation.refused + operation.skipped)}${OUTCOMES.map((name) => this.#tab(name, operation[name]))}</nav></header>
      ${content(this.#items, (page) => (page.rows.length > 0 ? items(page.rows) : empty(t(goes(operation) ? "operation.noItemsYet" : "operation.noItems"))))}
      ${this.#pager()}</section>`;
  }

  #where(query) {
    return to("operation", this.route.id, query);
  }

  #tab(outcome, count) {
    return html`<a href=${this.#where({ outcome })} aria-current=${this.#outcome === outcome ? "true" : nothing}><span>${t("operation.outcome." + (outcome ?? "all"))}</span>
      <b class="count ${count === 0 ? "zero" : ""}">${number(count)}</b></a>`;
  }

  #pager() {
    const next = this.#items.data?.next;
    const further = this.route.query.get("cursor");
    return next || further ? html`<nav class="pager" aria-label=${t("pager.label")}>
      ${further ? html`<a class="button" href=${this.#where({ outcome: this.#outcome })}>${t("pager.first")}</a>` : nothing}
      ${next ? html`<a class="button" href=${this.#where({ outcome: this.#outcome, cursor: next })}>${t("pager.next")} ${icon("next")}</a>` : nothing}</nav>` : nothing;
  }
}

function progress(operation) {
  const all = operation.done + operation.refused + operation.skipped;
  return html`<div class="progress operation-progress"><progress max=${Math.max(1, operation.matched)} value=${all} aria-label=${t("task.progress")}></progress>
    <span class="num">${t("operation.ofMatched", { count: number(all), n: operation.matched })}</span>
    ${operation.created_since ? html`<span class="muted">${t("operation.since", { n: operation.created_since })}</span>` : nothing}</div>`;
}

const SIGNS = { done: ["completed", "check"], refused: ["failed", "failed"], skipped: ["cancelled", "taken_away"] };

const none = html`<span class="none">–</span>`;

const items = (rows) => html`<table class="rows items"><thead><tr><th scope="col">${t("column.task")}</th><th scope="col">${t("column.entity")}</th><th scope="col">${t("operation.statusNow")}</th><th scope="col">${t("operation.outcome.title")}</th><th scope="col">${t("operation.because")}</th><th scope="col">${t("audit.at")}</th></tr></thead>
  <tbody>${rows.map((item) => html`<tr>
    <td class="col-task" data-label=${t("column.task")}>${item.task ? html`<a class="row-link" href=${to("task", item.task_id)}>${item.task.handler}</a>` : html`<em>${t("operation.taskGone")}</em>`} <small class="id" title=${item.task_id}>${shortId(item.task_id)}</small></td>
    <td data-label=${t("column.entity")}>${item.task?.entity_id ?? none}</td>
    <td class="col-status" data-label=${t("operation.statusNow")}>${item.task ? status(item.task.status) : none}</td>
    <td class="col-status" data-label=${t("operation.outcome.title")}>${mark(...SIGNS[item.outcome], t("operation.outcome." + item.outcome))}</td>
    <td data-label=${t("operation.because")}>${item.detail ? html`<span class="muted">${item.detail}</span>` : none}</td>
    <td data-label=${t("audit.at")}>${ago(item.at)}</td></tr>`)}</tbody></table>`;

customElements.define("page-operation", OperationPage);
