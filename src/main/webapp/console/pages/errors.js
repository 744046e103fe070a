// Failed tasks, grouped by what went wrong: one look at what is broken, and one operation for each group.
import { html, nothing } from "../vendor.js";
import { tasks } from "../base/api.js";
import { to } from "../base/router.js";
import { number, t } from "../base/text.js";
import { pref } from "../base/prefs.js";
import { now } from "../base/time.js";
import { TASK_FIELDS } from "../search/fields.js";
import { quote, split, withField } from "../search/words.js";
import { ListPage } from "../parts/list-page.js";
import { empty } from "../parts/panel.js";
import { allowedActions } from "../parts/operation-words.js";
import { ago } from "../parts/time-ago.js";
import { icon } from "../parts/icons.js";
import { shortId } from "../parts/copy-text.js";
import { actOnMany } from "../actions/act-on-many.js";

/** Up to ten thousand tasks are looked at for an answer: many are looked at less often, in seconds. */
const MANY = 1000;
const SLOW = 30;

const idOf = (group) => group.handler + " " + group.error_group;

const SPANS = ["-1h", "-24h", "-7d"];

class ErrorsPage extends ListPage {
  name = "errors";
  fields = TASK_FIELDS.filter((field) => field.word !== "status");
  #further = 0;

  /** Relative times count from here, also in the addresses of the groups. */
  async fetch(signal) {
    const at = now();
    return { ...(await tasks.errors({ filter: this.read.filter }, signal)), at };
  }

  refresh() {
    this.#further = 0;
    return super.refresh();
  }

  routed() {
    this.#further = 0;
    super.routed();
  }

  pace() {
    const tasks = this.list.data?.looked_at ?? 0;
    return pref("refresh") > 0 && tasks > MANY ? Math.max(SLOW, pref("refresh")) : pref("refresh");
  }

  /** Groups stay where they are, with the numbers of now; further ones are only counted until somebody asks for them. */
  async look() {
    const before = this.list.data;
    if (!before || this.list.busy || this.list.error?.status === 422) {
      return;
    }
    try {
      const found = await this.fetch(this.gone);
      if (this.list.data === before && !this.list.busy) {
        this.#patch(before, found);
      }
    } catch (problem) {
      this.list.error = problem.name === "AbortError" ? null : problem; // shown above the groups, which stay
      this.update();
      throw problem;
    }
  }

  #patch(before, found) {
    const news = new Map(found.groups.map((group) => [idOf(group), group]));
    const known = new Set(before.groups.map(idOf));
    const further = found.groups.filter((group) => !known.has(idOf(group)));
    const first = before.groups.length === 0;
    // of more than are looked at or listed, one may be missing that is still there
    const missing = (group) => (found.all && found.others === 0 ? { ...group, count: 0 } : group);
    const groups = first ? found.groups : before.groups.map((group) => news.get(idOf(group)) ?? missing(group));
    this.list.data = { ...found, groups };
    this.list.error = null;
    this.#further = first ? 0 : further.length;
    this.update();
  }

  view() {
    const known = [...new Set(this.list.data?.groups.map((group) => group.handler) ?? [])];
    return html`
      <header class="page-head"><h1>${t("nav.errors")}</h1><div class="tools">
        <button type="button" class="quiet" title=${t("keys.refresh")} aria-label=${t("keys.refresh")} @click=${() => this.refresh()}>${icon("refresh")}</button></div></header>
      ${this.searchField({ handler: known }, t("errors.searchHint"))}
      <div class="filters">${this.#spans()}</div>
      <div role="status">${this.#further > 0 ? html`<button type="button" class="news" @click=${() => this.refresh()}>${icon("up")} ${t("errors.further", { n: this.#further })}</button>` : nothing}</div>
      ${this.results((found) => this.#found(found))}`;
  }

  #spans() {
    return html`<nav class="tabs" aria-label=${t("errors.since")}>${["", ...SPANS].map((span) => {
      const others = withField(this.query, "finished", []);
      const query = [others, span && "finished>" + span].filter(Boolean).join(" ");
      return html`<a href=${this.where({ q: query })} aria-current=${query === this.query ? "true" : nothing}>${t("errors.sinces." + span)}</a>`;
    })}</nav>`;
  }

  #found(found) {
    if (found.groups.length === 0) {
      return this.query ? empty(t("errors.noMatch"), { action: html`<a href=${to("errors")}>${t("errors.all")}</a>` }) : empty(t("errors.none"));
    }
    return html`
      <p class="note looked-at">${found.all ? t("errors.looked", { n: found.looked_at }) : t("errors.newest", { n: found.looked_at })} ${found.others > 0 ? t("errors.others", { n: found.others }) : nothing}</p>
      <table class="rows errors"><thead><tr><th scope="col" class="number">${t("errors.count")}</th><th scope="col">${t("errors.what")}</th><th scope="col">${t("errors.handler")}</th>
        <th scope="col">${t("errors.first")}</th><th scope="col">${t("errors.last")}</th><th scope="col">${t("errors.sample")}</th><td></td></tr></thead>
      <tbody>${found.groups.map((group) => this.#row(group, found.all))}</tbody></table>`;
  }

  #row(group, exact) {
    const retried = group.count > 0 && allowedActions().some((one) => one.name === "retry");
    return html`<tr class=${group.count > 0 ? "" : "is-over"}>
      <td class="number" data-label=${t("errors.count")}><a class="value" href=${to("tasks", null, { q: this.#words(group).join(" ") })}>${exact || group.count === 0 ? "" : "≥ "}${number(group.count)}</a></td>
      <td class="col-task"><p class="fault"><b>${group.type ?? t("tasks.noError")}</b></p><p class="message">${group.message || t("errors.noMessage")}</p></td>
      <td data-label=${t("errors.handler")}><a class="value" href=${this.where({ q: withField(this.query, "handler", [group.handler]) })}>${group.handler}</a></td>
      <td data-label=${t("errors.first")}>${ago(group.first_seen)}</td>
      <td data-label=${t("errors.last")}>${ago(group.last_seen)}</td>
      <td data-label=${t("errors.sample")}><a class="id" href=${to("task", group.sample_task_id)}>${shortId(group.sample_task_id)}</a></td>
      <td class="row-tools">${retried
        ? html`<button type="button" @click=${() => actOnMany({ filter: group.filter, words: this.#words(group), action: "retry" })}>${icon("retry")} ${t("tasks.retry", { count: group.count })}<span class="aside"> ${group.type} ${group.handler}</span></button>` : nothing}</td></tr>`;
  }

  /** The filter of the group in words: what was searched for, and the group. */
  #words(group) {
    const others = withField(this.query, "handler", []);
    return [...split(others), "status:failed", "handler:" + quote(group.handler), "error_group:" + group.error_group];
  }
}

customElements.define("page-errors", ErrorsPage);
