// The list of tasks: found by one search, kept live, acted on.
import { html, nothing, repeat } from "../vendor.js";
import { Load } from "../base/load.js";
import { replace, to } from "../base/router.js";
import { tasks } from "../base/api.js";
import { may } from "../base/me.js";
import { pref, setPref } from "../base/prefs.js";
import { t } from "../base/text.js";
import { now } from "../base/time.js";
import { curl } from "../base/curl.js";
import { TASK_FIELDS } from "../search/fields.js";
import { ListPage } from "../parts/list-page.js";
import { empty } from "../parts/panel.js";
import { icon } from "../parts/icons.js";
import { exportTasks } from "../actions/export-tasks.js";
import { COLUMNS, chosen } from "./task-list/columns.js";
import { handlerFacet, statusTabs } from "./task-list/facets.js";
import { actOnAll, selectionBar } from "./task-list/selection.js";
import { newer, onScreen, patched, words } from "./task-list/follow.js";

class TasksPage extends ListPage {
  name = "tasks";
  fields = TASK_FIELDS;
  resource = tasks;
  #stats = new Load(this, (signal) => tasks.stats(signal));
  #selected = new Set();
  #newer = 0;

  begin() {
    super.begin();
    this.#stats.run();
  }

  routed() {
    this.#selected = new Set();
    this.#newer = 0;
    super.routed();
  }

  refresh() {
    this.#newer = 0;
    this.#stats.run();
    return super.refresh();
  }

  get history() {
    return this.route.query.get("history") === "1";
  }

  body() {
    return { ...super.body(), history: this.history };
  }

  async fetch(signal) {
    const at = this.since ?? now();
    const page = await super.fetch(signal);
    const there = new Set(page.rows.map((task) => task.task_id));
    this.#selected = new Set([...this.#selected].filter((id) => there.has(id)));
    return { ...page, at };
  }

  /** Every few seconds. */
  async look() {
    const page = this.list.data;
    if (!page || this.list.busy) {
      return;
    }
    this.#stats.run();
    if (page.rows.length === 0) {
      await this.list.again();
      return;
    }
    try {
      await this.#follow(page);
      this.list.error = null;
    } catch (problem) {
      this.list.error = problem.name === "AbortError" ? null : problem; // shown above the rows, which stay
      this.update();
      throw problem;
    }
  }

  async #follow(page) {
    const rows = await patched(page.rows, (id) => onScreen(this.#link(id)), this.gone);
    const count = this.cursor || this.sort !== "-created_at" ? 0 : await newer(this.body(), rows, this.gone);
    if (this.list.data === page) {
      this.list.data = { ...page, rows };
      this.#newer = count;
      this.update();
    }
  }

  #link(id) {
    return this.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  view() {
    return html`
      <header class="page-head"><h1>${t("nav.tasks")} ${this.total()}</h1><div class="tools">${this.#tools()}</div></header>
      ${this.searchField({ handler: this.#stats.data?.handlers.map((line) => line.handler) ?? [] }, t("tasks.searchHint"))}
      <div class="filters">${statusTabs(this.#stats.data, this)}
        <div class="tools">${handlerFacet(this.#stats.data, this)}
          <a class="button" role="switch" aria-checked=${this.history} href=${this.where({ history: this.history ? null : "1" })}>${icon(this.history ? "check" : "history")} ${t("tasks.history")}</a>
          ${this.#columnsMenu()}</div></div>
      <div role="status">${this.#newer > 0 ? html`<button type="button" class="news" @click=${() => this.refresh()}>${icon("up")} ${t("tasks.newer", { n: this.#newer, count: words(this.#newer) })}</button>` : nothing}</div>
      ${selectionBar(this.#marked(), this, () => this.#done(), () => this.#selectAll(false))}
      ${this.results((page) => (page.rows.length === 0 ? this.#nothing() : this.#table(page)))}
      ${this.pager()}`;
  }

  #tools() {
    return html`
      <button type="button" class="quiet" title=${t("keys.refresh")} aria-label=${t("keys.refresh")} @click=${() => this.refresh()}>${icon("refresh")}</button>
      ${actOnAll(this)}
      ${may("task:write") ? html`<button type="button" ?disabled=${this.read.faults.length > 0} @click=${() => exportTasks(this.body(), this.list.data)}>${icon("download")} ${t("tasks.export")}</button>` : nothing}`;
  }

  #columnsMenu() {
    const names = chosen(this.route).map((column) => column.name);
    const show = (columns) => {
      setPref("columns", columns);
      replace(this.where({ cols: columns && columns.join(","), cursor: this.cursor, at: this.route.query.get("at") }));
    };
    const toggle = (name) => show(names.includes(name) ? names.filter((one) => one !== name) : [...names, name]);
    return html`<details class="menu right wide-only"><summary class="button" aria-label=${t("tasks.columns")} title=${t("tasks.columns")}>${icon("columns")}</summary>
      <div class="menu-body">${COLUMNS.filter((column) => column.name !== "task").map((column) => html`
        <label class="check"><input type="checkbox" .checked=${names.includes(column.name)} @change=${() => toggle(column.name)}> ${t("column." + column.name)}</label>`)}
        ${pref("columns") ? html`<button type="button" class="link" @click=${() => show(null)}>${t("tasks.usualColumns")}</button>` : nothing}</div></details>`;
  }

  #table(page) {
    const columns = chosen(this.route);
    const all = page.rows.every((task) => this.#selected.has(task.task_id));
    return html`<table class="rows tasks">
      <thead><tr>
        <th scope="col" class="pick"><input type="checkbox" aria-label=${t("tasks.selectAll")} .checked=${all} @change=${() => this.#selectAll(!all)}></th>
        ${columns.map((column) => (column.sort ? this.head(column.sort, t("column." + column.name), column.kind) : html`<th scope="col" class=${column.kind ?? ""}>${t("column." + column.name)}</th>`))}
      </tr></thead>
      <tbody>${repeat(page.rows, (task) => task.task_id, (task) => html`
        <tr class=${(this.#selected.has(task.task_id) ? "selected " : "") + (task.gone ? "gone" : "")}>
          <td class="pick"><input type="checkbox" aria-label=${t("tasks.select", { id: task.task_id })} .checked=${this.#selected.has(task.task_id)} @change=${() => this.#toggle(task.task_id)}></td>
          ${columns.map((column) => html`<td class="${column.kind ?? ""} col-${column.name}" data-label=${t("column." + column.name)}>${column.cell(task)}</td>`)}
        </tr>`)}
      </tbody></table>`;
  }

  #marked() {
    return this.list.data?.rows.filter((task) => this.#selected.has(task.task_id)) ?? [];
  }

  #done() {
    this.#selected = new Set();
    this.refresh();
  }

  #nothing() {
    if (this.query || this.cursor) {
      const hint = this.history ? nothing : html` <a href=${this.where({ history: "1" })}>${t("tasks.lookInHistory")}</a>`;
      return empty(t("tasks.noMatch"), { action: html`<a href=${to("tasks", null, this.history ? { history: "1" } : {})}>${t("tasks.showAll")}</a>${hint}` });
    }
    return empty(t("tasks.none"), { curl: curl("POST", "v2/task/create", { handler: "EchoHandler", user_id: "user-1", request: { hello: "world" } }),
      action: may("task:write") ? html`<a class="button primary" href=${to("new")}>${t("nav.new")}</a>` : nothing });
  }

  #toggle(id) {
    this.#selected.has(id) ? this.#selected.delete(id) : this.#selected.add(id);
    this.update();
  }

  #selectAll(on) {
    this.#selected = new Set(on ? this.list.data.rows.map((task) => task.task_id) : []);
    this.update();
  }

  /** j and k move over the rows by their links, so that Enter opens as it always does. */
  press(event) {
    const links = [...this.querySelectorAll(".row-link")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "j" || event.key === "k") {
      const next = links[event.key === "j" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0)];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "x" && at >= 0) {
      this.#toggle(links[at].dataset.id);
    }
  }
}

customElements.define("page-tasks", TasksPage);
