// Who did what, and what was refused.
import { html, nothing } from "../vendor.js";
import { audit } from "../base/api.js";
import { who } from "../base/me.js";
import { to } from "../base/router.js";
import { t } from "../base/text.js";
import { AUDIT_FIELDS } from "../search/fields.js";
import { quote } from "../search/words.js";
import { ListPage } from "../parts/list-page.js";
import { empty } from "../parts/panel.js";
import { ago } from "../parts/time-ago.js";
import { shortId } from "../parts/copy-text.js";
import { actor, changes } from "../parts/audit-list.js";
import "../parts/json-tree.js";

const ACTIONS = ["task.create", "task.update", "task.cancel", "task.retry", "task.delete", "handler.update", "node.drain", "node.resume", "schedule.create", "schedule.update", "schedule.delete",
  "schedule.trigger", "key.create", "key.update", "key.rotate", "key.delete", "access.deny"];
/** Of tasks, files, schedules; the end tells them apart. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAGES = { task: "task", handler: "handler", schedule: "schedule" };

class AuditPage extends ListPage {
  name = "audit";
  fields = AUDIT_FIELDS;
  resource = audit;
  usualSort = "-at";
  #open = new Set();

  view() {
    return html`
      <header class="page-head"><h1>${t("nav.audit")} ${this.total()}</h1></header>
      ${this.searchField({ action: ACTIONS }, t("audit.searchHint"))}
      ${this.results((page) => (page.rows.length === 0 ? empty(t(this.query ? "audit.noMatch" : "audit.none")) : this.#table(page.rows)))}
      ${this.pager()}`;
  }

  #table(rows) {
    return html`<table class="rows audit">
      <thead><tr>${this.head("at", t("audit.at"))}<th scope="col">${t("audit.who")}</th><th scope="col">${t("audit.action")}</th><th scope="col">${t("audit.target")}</th>
        <th scope="col">${t("audit.change")}</th><th scope="col">${t("audit.address")}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr class=${row.action === "access.deny" ? "denied" : ""}>
        <td data-label=${t("audit.at")}>${ago(row.at)}</td>
        <td data-label=${t("audit.who")}>${row.principal_id ? html`<a class="value" href=${to("audit", null, { q: "by:" + quote(row.principal_id) })}>${actor(row)}</a>` : actor(row)}
          ${row.tenant && !who()?.tenant ? html`<p class="muted">${t("audit.tenant")} <a class="value" href=${to("audit", null, { q: "tenant:" + quote(row.tenant) })}>${row.tenant}</a></p>` : nothing}</td>
        <td class="col-task" data-label=${t("audit.action")}><button type="button" class="link" aria-expanded=${this.#open.has(row.audit_id)} @click=${() => this.#toggle(row.audit_id)}><b>${row.action}</b></button></td>
        <td data-label=${t("audit.target")}>${target(row)}</td>
        <td data-label=${t("audit.change")}>${row.reason ? html`<p class="reason">“${row.reason}”</p>` : nothing}${changes(row)}</td>
        <td data-label=${t("audit.address")}><span class=${row.address ? "muted" : "none"}>${row.address ?? "–"}</span></td></tr>
        ${this.#open.has(row.audit_id) ? html`<tr class="detail"><td colspan="6">${detail(row)}</td></tr>` : nothing}`)}</tbody></table>`;
  }

  #toggle(id) {
    this.#open.has(id) ? this.#open.delete(id) : this.#open.add(id);
    this.update();
  }
}

function target(row) {
  if (!row.target_id) {
    return html`<span class="none">–</span>`;
  }
  const page = PAGES[row.target_kind];
  const [text, kind] = ID.test(row.target_id) ? [shortId(row.target_id), "id short"] : [row.target_id, "code"];
  return page ? html`<a class="value ${kind}" title=${row.target_id} href=${to(page, row.target_id)}>${text}</a>` : html`<span class="muted ${kind}" title=${row.target_id}>${text}</span>`;
}

function detail(row) {
  return html`<div class="before-after">
    <div><h2>${t("audit.before")}</h2>${row.before ? html`<json-tree .value=${row.before}></json-tree>` : html`<p class="none">–</p>`}</div>
    <div><h2>${t("audit.after")}</h2>${row.after ? html`<json-tree .value=${row.after}></json-tree>` : html`<p class="none">–</p>`}</div></div>
    <p class="muted">${t("audit.requestId")} <span class="id">${row.request_id ?? "–"}</span></p>`;
}

customElements.define("page-audit", AuditPage);
