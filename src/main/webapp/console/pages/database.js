// The database: what of it needs somebody and what to do; who holds transactions open; what is large, and what is dead in it.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { repeatedly } from "../base/live.js";
import { database } from "../base/api.js";
import { bytes, number, t } from "../base/text.js";
import { duration } from "../base/time.js";
import { content, empty, panel } from "../parts/panel.js";
import { icon } from "../parts/icons.js";
import { databaseTitle, databaseWords } from "../parts/database-words.js";
import { mark } from "../parts/status.js";
import { ago } from "../parts/time-ago.js";

const none = html`<span class="none">–</span>`;
const count = (value) => (value === null ? none : number(value));

class DatabasePage extends Page {
  #database = new Load(this, (signal) => database(signal));

  begin() {
    this.refresh();
    repeatedly(() => this.#database.again(), this.gone);
  }

  refresh() {
    return this.#database.run();
  }

  view() {
    return html`<header class="page-head"><h1>${t("nav.database")}</h1></header>
      ${content(this.#database, (seen) => problems(seen.problems))}
      <div class="columns"><div class="wide-column">
        ${panel(t("database.transactions"), this.#database, (seen) => transactions(seen.transactions))}
        ${panel(t("database.tables"), this.#database, (seen) => tables(seen.tables))}</div>
      <div class="narrow-column">
        ${panel(t("database.facts"), this.#database, facts)}
        ${this.#database.data?.slots.length > 0 ? panel(t("database.slots"), this.#database, (seen) => slots(seen.slots)) : nothing}
        ${panel(t("database.months"), this.#database, months)}</div></div>`;
  }
}

function problems(found) {
  return found.length === 0
    ? html`<p class="banner good">${icon("completed")} ${t("database.good")}</p>`
    : html`<ul>${found.map((one) => html`<li class="banner warn">${icon("warning")}<span><b>${databaseTitle(one)}</b> ${databaseWords(one)}</span></li>`)}</ul>`;
}

function facts(seen) {
  const { version, expected } = seen.schema;
  const { used, max, hidden } = seen.connections;
  const rows = [
    ["size", bytes(seen.size)],
    ["connections", html`${t("database.usedOf", { n: used, max })}${hidden > 0 ? html` <small>${t("database.hidden", { n: hidden })}</small>` : nothing}`],
    ["schema", html`${version}${version === expected ? nothing : html` ${mark("pending", "warning", t("database.expected", { version: expected }))}`}`],
    ["version", seen.version],
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${t("database." + name)}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function transactions(open) {
  return open.length === 0 ? empty(t("database.noTransactions"))
    : html`<ul class="list">${open.map((one) => html`<li>${icon(one.prepared === null ? "user" : "pause")}<div class="grow"><b>${one.application || one.role || none}</b>
        <p class="muted">${one.prepared === null ? [t("database.session", { pid: String(one.pid) }), one.role, one.address ?? t("database.here"), one.state].filter(Boolean).join(" · ") : t("database.prepared", { name: one.prepared })}</p></div>
      <span class="right">${t("database.openFor", { time: duration(one.age_seconds * 1000) })}</span></li>`)}</ul>`;
}

function slots(rows) {
  return html`<ul class="list">${rows.map((slot) => html`<li><div class="grow"><b>${slot.name}</b>
      ${slot.wal_bytes === null ? nothing : html`<p class="muted">${t("database.keeps", { size: bytes(slot.wal_bytes) })}</p>`}
      ${slot.transactions === null ? nothing : html`<p class="muted">${t("database.holds", { n: slot.transactions })}</p>`}</div>
    ${slot.active ? mark("completed", "check", t("database.slotUsed")) : mark("pending", "warning", t("database.slotUnused"))}</li>`)}</ul>`;
}

function tables(rows) {
  return html`<table class="rows">
    <thead><tr><th scope="col">${t("database.name")}</th><th scope="col" class="number">${t("database.size")}</th><th scope="col" class="number">${t("database.rows")}</th>
      <th scope="col" class="number">${t("database.dead")}</th><th scope="col">${t("database.vacuumed")}</th></tr></thead>
    <tbody>${rows.map((table) => html`<tr>
      <td class="col-task" data-label=${t("database.name")}><b class="id">${table.name}</b></td>
      <td class="number" data-label=${t("database.size")}>${bytes(table.size)}</td>
      <td class="number" data-label=${t("database.rows")}>${count(table.rows)}</td>
      <td class="number" data-label=${t("database.dead")}>${count(table.dead_rows)}</td>
      <td data-label=${t("database.vacuumed")}>${table.vacuumed_at ? ago(table.vacuumed_at) : html`<span class="none">${t("database.never")}</span>`}
        ${table.autovacuum ? nothing : html` <small class="muted">${t("database.off")}</small>`}</td></tr>`)}</tbody></table>`;
}

/** Those to come are made ahead, so that history never waits for one. */
function months({ months: rows, at }) {
  return rows.length === 0 ? empty(t("database.noMonths"))
    : html`<ul class="list">${rows.map((one) => html`<li><span class="grow"><b>${one.month}</b>${one.month > at.slice(0, 7) ? html` <small class="muted">${t("database.ahead")}</small>` : nothing}</span>
      <span class="right">${bytes(one.size)}</span></li>`)}</ul>`;
}

customElements.define("page-database", DatabasePage);
