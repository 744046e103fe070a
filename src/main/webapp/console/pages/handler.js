// One handler: who serves it, what waits for it, how it is set.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { repeatedly, seldom } from "../base/live.js";
import { to } from "../base/router.js";
import { audit, handlers, tasks } from "../base/api.js";
import { may, runsInstallation } from "../base/me.js";
import { number, t } from "../base/text.js";
import { duration } from "../base/time.js";
import { STATUSES } from "../search/fields.js";
import { quote } from "../search/words.js";
import { content, empty, panel } from "../parts/panel.js";
import { serving } from "../parts/handler-table.js";
import { spanOf, trendPanel } from "../parts/trend.js";
import { auditList } from "../parts/audit-list.js";
import { ago } from "../parts/time-ago.js";
import { icon } from "../parts/icons.js";
import { pauseHandler, resumeHandler } from "../actions/pause-handler.js";
import { setHandler } from "../actions/set-handler.js";

class HandlerPage extends Page {
  #handler = new Load(this, (signal) => handlers.view(this.route.id, { signal }));
  #stats = new Load(this, (signal) => tasks.stats(signal));
  #trend = new Load(this, (signal) => tasks.trend(spanOf(this.route), this.route.id, signal));
  #audit = new Load(this, (signal) => audit.search({ filter: { target_kind: "handler", target_id: this.route.id }, "per-page": 10, count: "none" }, signal));

  begin() {
    this.refresh();
    repeatedly(() => this.#look(), this.gone);
    repeatedly(() => this.#trend.again(), this.gone, seldom);
  }

  routed() {
    this.#trend.run();
  }

  #look() {
    return Promise.all([this.#handler.again(), may("task:read") ? this.#stats.again() : null]);
  }

  refresh() {
    return Promise.all([this.#handler.run(), may("task:read") ? this.#stats.run() : null, may("audit:read") ? this.#audit.run() : null, this.#trend.run()]);
  }

  view() {
    return html`<nav class="crumbs" aria-label=${t("nav.crumbs")}><a href=${to("handlers")}>${t("nav.handlers")}</a></nav>
      ${content(this.#handler, ({ data, etag }) => this.#body(data, etag))}`;
  }

  #body(handler, etag) {
    return html`
      <header class="page-head"><div><h1>${handler.name} ${serving(handler)}</h1></div>
        <div class="tools">${this.#tools(handler, etag)}</div></header>
      ${handler.paused ? html`<p class="banner warn">${icon("pause")} <span>${t("handlers.isPaused", { n: handler.pending })} ${this.#pausedBy()}</span></p>` : nothing}
      ${!handler.served && handler.pending > 0 ? html`<p class="banner bad">${icon("warning")} ${t("handlers.isUnserved", { n: handler.pending })}</p>` : nothing}
      ${this.#counts(handler)}
      ${trendPanel(this.#trend, spanOf(this.route), (span) => to("handler", handler.name, { span }))}
      <div class="columns"><div class="wide-column">
        ${panel(t("handlers.settings"), this.#handler, () => settings(handler), { tools: runsInstallation() ? html`<button type="button" @click=${this.#act(setHandler, handler, etag)}>${icon("edit")} ${t("form.edit")}</button>` : nothing })}
        ${may("audit:read") ? panel(t("handlers.audit"), this.#audit, (page) => auditList(page.rows)) : nothing}
      </div><div class="narrow-column">
        ${panel(t("handlers.servers"), this.#handler, () => servers(handler))}
      </div></div>`;
  }

  #tools(handler, etag) {
    if (!runsInstallation()) {
      return nothing;
    }
    return handler.paused
      ? html`<button type="button" class="primary" @click=${this.#act(resumeHandler, handler, etag)}>${icon("play")} ${t("handlers.resume")}</button>`
      : html`<button type="button" @click=${this.#act(pauseHandler, handler, etag)}>${icon("pause")} ${t("handlers.pause")}</button>`;
  }

  #act(action, handler, etag) {
    return async () => (await action(handler, etag)) && this.refresh();
  }

  /** The audit knows who paused it and why. */
  #pausedBy() {
    const row = this.#audit.data?.rows.find((one) => one.after?.paused === true);
    return row ? html`${ago(row.at)}${row.reason ? html`: “${row.reason}”` : nothing}` : nothing;
  }

  #counts(handler) {
    const line = this.#stats.data?.handlers.find((one) => one.handler === handler.name)?.by_status;
    const known = line ?? { pending: handler.pending, running: handler.running };
    return html`<nav class="counts" aria-label=${t("tasks.byStatus")}>${STATUSES.filter((name) => name in known || this.#stats.data).map((name) => html`
      <a class="is-${name}" href=${to("tasks", null, { q: "status:" + name + " handler:" + quote(handler.name) })}>
        <span class="status is-${name}">${icon(name)}<span>${t("status." + name)}</span></span><b>${number(known[name] ?? 0)}</b>
        <small>${name === "pending" && handler.oldest_due_at ? html`${t("handlers.oldestDue")} ${ago(handler.oldest_due_at)}` : nothing}</small></a>`)}</nav>`;
  }
}

function settings(handler) {
  const rows = [
    ["maxAttempts", number(handler.max_attempts)],
    ["timeout", duration(handler.timeout_seconds * 1000)],
    ["backoffFirst", duration(handler.backoff_first_ms)],
    ["backoffCap", duration(handler.backoff_cap_ms)],
    ["lease", duration(handler.lease_seconds * 1000)],
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${t("handlers." + name)}</dt><dd>${value}</dd></div>`)}
    <div><dt>${t("handlers.changed")}</dt><dd>${ago(handler.updated_at)}</dd></div></dl>`;
}

function servers(handler) {
  const { nodes, workers } = handler.served_by;
  if (nodes.length === 0 && workers === 0) {
    return empty(t("handlers.nobody"));
  }
  return html`<ul class="list">${nodes.map((node) => html`<li>${icon("nodes")}<span class="id">${node}</span></li>`)}
    ${workers > 0 ? html`<li>${icon("user")}<span>${t("handlers.workers", { n: workers })}</span></li>` : nothing}</ul>`;
}

customElements.define("page-handler", HandlerPage);
