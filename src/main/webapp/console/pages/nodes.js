// The nodes that serve handlers now, and whether the one that answers is well. Nodes report no more than this by the API so far.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { repeatedly } from "../base/live.js";
import { to } from "../base/router.js";
import { handlers, ready } from "../base/api.js";
import { t } from "../base/text.js";
import { compact } from "../base/json.js";
import { empty, panel } from "../parts/panel.js";
import { icon } from "../parts/icons.js";
import { mark } from "../parts/status.js";

class NodesPage extends Page {
  #handlers = new Load(this, (signal) => handlers.search({ "per-page": 1000, count: "none" }, signal));
  #ready = new Load(this, (signal) => ready(signal));

  begin() {
    this.refresh();
    repeatedly(() => Promise.all([this.#handlers.again(), this.#ready.again()]), this.gone);
  }

  refresh() {
    return Promise.all([this.#handlers.run(), this.#ready.run()]);
  }

  view() {
    return html`<header class="page-head"><h1>${t("nav.nodes")}</h1></header>
      <div class="columns"><div class="wide-column">${panel(t("nodes.serving"), this.#handlers, (page) => nodes(page.rows))}
        ${panel(t("nodes.remote"), this.#handlers, (page) => workers(page.rows))}</div>
      <div class="narrow-column">${panel(t("nodes.answering"), this.#ready, checks)}</div></div>`;
  }
}

function nodes(rows) {
  const byNode = new Map();
  for (const handler of rows) {
    for (const node of handler.served_by.nodes) {
      byNode.set(node, [...(byNode.get(node) ?? []), handler.name]);
    }
  }
  if (byNode.size === 0) {
    return empty(t("nodes.none"));
  }
  return html`<ul class="list">${[...byNode].sort().map(([node, names]) => html`<li>${icon("nodes")}<div class="grow"><b class="id">${node}</b>
    <p class="muted">${names.map((name, index) => html`${index > 0 ? ", " : nothing}<a href=${to("handler", name)}>${name}</a>`)}</p></div>${mark("completed", "check", t("nodes.alive"))}</li>`)}</ul>`;
}

function workers(rows) {
  const served = rows.filter((handler) => handler.served_by.workers > 0);
  return served.length === 0 ? empty(t("nodes.noWorkers"))
    : html`<ul class="list">${served.map((handler) => html`<li>${icon("user")}<a href=${to("handler", handler.name)}>${handler.name}</a><span class="right">${t("handlers.workers", { n: handler.served_by.workers })}</span></li>`)}</ul>`;
}

function checks(health) {
  return html`<ul class="list">${health.checks.map((check) => html`<li>
    <div class="grow"><b>${check.name}</b>${Object.entries(check.data ?? {}).map(([name, value]) => html`<p class="muted"><code>${name}</code> ${typeof value === "string" ? value : compact(value)}</p>`)}</div>
    ${check.status === "UP" ? mark("completed", "check", t("nodes.up")) : mark("failed", "failed", t("nodes.down"))}</li>`)}</ul>`;
}

customElements.define("page-nodes", NodesPage);
