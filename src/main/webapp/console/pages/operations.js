// All operations on many tasks. Each is a task of the built-in handler, which has what was asked for in its request.
import { html, nothing } from "../vendor.js";
import { to } from "../base/router.js";
import { tasks } from "../base/api.js";
import { number, t } from "../base/text.js";
import { TASK_FIELDS } from "../search/fields.js";
import { wordsOf } from "../search/say.js";
import { ListPage } from "../parts/list-page.js";
import { empty } from "../parts/panel.js";
import { status } from "../parts/status.js";
import { ago } from "../parts/time-ago.js";
import { icon } from "../parts/icons.js";
import { OPERATE, actionWords, conditions, signOf } from "../parts/operation-words.js";

const WORDS = ["status", "user", "created", "finished", "request"];

class OperationsPage extends ListPage {
  name = "operations";
  fields = TASK_FIELDS.filter((field) => WORDS.includes(field.word));
  resource = tasks;

  body() {
    const body = super.body();
    return { ...body, filter: { and: [body.filter, { handler: OPERATE }].filter((one) => Object.keys(one).length > 0) }, history: true, omit: [] };
  }

  view() {
    return html`
      <header class="page-head"><h1>${t("nav.operations")} ${this.total()}</h1></header>
      ${this.searchField({}, "status:running request.action:retry created>-7d")}
      ${this.results((page) => (page.rows.length === 0 ? this.#nothing() : this.#table(page.rows)))}
      ${this.pager()}`;
  }

  #table(rows) {
    return html`<table class="rows operations"><thead><tr>${this.head("status", t("column.status"))}<th scope="col">${t("operation.action")}</th><th scope="col">${t("operation.filter")}</th>
      <th scope="col">${t("operation.outcome.title")}</th>${this.head("user_id", t("column.user"))}${this.head("created_at", t("column.created"))}</tr></thead>
      <tbody>${rows.map((task) => html`<tr>
        <td class="col-status" data-label=${t("column.status")}>${status(task.status)}</td>
        <td class="col-task" data-label=${t("operation.action")}>${what(task)}</td>
        <td data-label=${t("operation.filter")}>${filter(task.request)}</td>
        <td data-label=${t("operation.outcome.title")}>${outcome(task)}</td>
        <td data-label=${t("column.user")}>${task.user_id ?? html`<span class="none">–</span>`}</td>
        <td data-label=${t("column.created")}>${ago(task.created_at)}</td></tr>`)}</tbody></table>`;
  }

  #nothing() {
    return this.query ? empty(t("operation.noMatch"), { action: html`<a href=${to("operations")}>${t("tasks.showAll")}</a>` })
      : empty(t("operation.none"), { action: html`<a class="button" href=${to("tasks")}>${t("nav.tasks")}</a>` });
  }
}

const isOne = (request) => typeof request?.action === "string" && request.operation_id !== undefined;

const what = (task) => (isOne(task.request)
  ? html`${icon(signOf(task.request.action))} <a class="row-link" href=${to("operation", task.task_id)}>${actionWords(task.request)}</a>`
  : html`<a class="row-link" href=${to("task", task.task_id)}>${task.handler}</a>`);

function filter(request) {
  const words = isOne(request) ? wordsOf(request.filter ?? {}, TASK_FIELDS) : null;
  return words ? conditions(words, request.history === true) : html`<span class="none">–</span>`;
}

function outcome({ response, progress, request, status: now }) {
  if (response?.matched !== undefined) {
    return html`<span class="tally">${t("operation.tally", { done: number(response.done), refused: number(response.refused), skipped: number(response.skipped) })}</span>`;
  }
  return now === "running" && progress !== null ? html`<progress max="100" value=${progress} aria-label=${t("task.progress")}></progress> <span class="num">${progress} %</span>`
    : isOne(request) ? html`<span class="muted">${t("operation.ofMatched", { count: "–", n: request.matched })}</span>` : nothing;
}

customElements.define("page-operations", OperationsPage);
