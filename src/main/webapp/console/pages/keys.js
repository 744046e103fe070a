// Keys: who may call, until when, and when it last did.
import { html, nothing } from "../vendor.js";
import { keys } from "../base/api.js";
import { t } from "../base/text.js";
import { ListPage } from "../parts/list-page.js";
import { empty } from "../parts/panel.js";
import { ago } from "../parts/time-ago.js";
import { icon } from "../parts/icons.js";
import { mark } from "../parts/status.js";
import { createKey, deleteKey, revokeKey, rotateKey } from "../actions/keys.js";
import { now } from "../base/time.js";

const FIELDS = [
  { word: "name", name: "name", kind: "text" },
  { word: "user", name: "user_id", kind: "text" },
  { word: "role", name: "roles", kind: "tags" },
  { word: "scope", name: "scopes", kind: "tags" },
  { word: "expires", name: "expires_at", kind: "moment" },
  { word: "used", name: "last_used_at", kind: "moment" },
  { word: "id", name: "key_id", kind: "text" },
];

function state(key) {
  if (key.revoked_at) {
    return mark("cancelled", "cancelled", t("keyList.revoked"));
  }
  if (key.expires_at && Date.parse(key.expires_at) < now()) {
    return mark("failed", "pending", t("keyList.expired"));
  }
  return mark("completed", "check", t("keyList.good"));
}

class KeysPage extends ListPage {
  name = "keys";
  fields = FIELDS;
  usualSort = "name";
  resource = keys;

  view() {
    return html`
      <header class="page-head"><h1>${t("nav.keys")} ${this.total()}</h1><div class="tools">
        <button type="button" @click=${this.#act(createKey)}>${icon("plus")} ${t("keyList.create")}</button></div></header>
      ${this.list.data?.rows.length > 10 || this.query ? this.searchField() : nothing}
      ${this.results((page) => (page.rows.length === 0 ? empty(t(this.query ? "keyList.noMatch" : "keyList.none")) : this.#table(page.rows)))}
      ${this.pager()}`;
  }

  #act(action, key) {
    return async () => (await action(key)) && this.refresh();
  }

  #table(rows) {
    return html`<table class="rows keys">
      <thead><tr>${this.head("name", t("keyList.name"))}<th scope="col">${t("keyList.state")}</th><th scope="col">${t("keyList.rights")}</th>${this.head("user_id", t("column.user"))}
        ${this.head("last_used_at", t("keyList.used"))}${this.head("expires_at", t("keyList.expires"))}<th scope="col"><span class="aside">${t("tasks.actions")}</span></th></tr></thead>
      <tbody>${rows.map((key) => html`<tr>
        <td class="col-task" data-label=${t("keyList.name")}><b>${key.name}</b> <small class="id below">${key.key_id}</small></td>
        <td class="col-status" data-label=${t("keyList.state")}>${state(key)}${key.previous_until && Date.parse(key.previous_until) > now() ? html` <small class="muted below">${t("keyList.rotating")} ${ago(key.previous_until)}</small>` : nothing}</td>
        <td data-label=${t("keyList.rights")}>${[...key.roles, ...key.scopes].map((one) => html`<span class="tag">${one}</span> `)}
          ${key.handlers ? html`<small class="muted below">${t("keyList.for")} ${key.handlers.join(", ")}</small>` : nothing}</td>
        <td data-label=${t("column.user")}>${key.user_id ?? html`<span class="none">–</span>`}</td>
        <td data-label=${t("keyList.used")}>${ago(key.last_used_at)}</td>
        <td data-label=${t("keyList.expires")}>${key.expires_at ? ago(key.expires_at) : t("keyList.never")}</td>
        <td class="row-tools">${this.#tools(key)}</td></tr>`)}</tbody></table>`;
  }

  #tools(key) {
    const button = (action, sign, word) => html`<button type="button" class="quiet" title=${t(word)} aria-label=${t(word) + ": " + key.name} @click=${this.#act(action, key)}>${icon(sign)}</button>`;
    return key.revoked_at ? button(deleteKey, "trash", "task.delete") : html`${button(rotateKey, "retry", "keyList.rotate")}${button(revokeKey, "cancelled", "keyList.revoke")}`;
  }
}

customElements.define("page-keys", KeysPage);
