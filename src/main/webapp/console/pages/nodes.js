// The nodes: how each is, what it holds, and whether it takes tasks; the remote workers; and whether the node that answers is well.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { repeatedly } from "../base/live.js";
import { to } from "../base/router.js";
import { handlers, nodes, ready } from "../base/api.js";
import { t } from "../base/text.js";
import { compact } from "../base/json.js";
import { content, empty, panel } from "../parts/panel.js";
import { icon } from "../parts/icons.js";
import { mark } from "../parts/status.js";
import { drainNode, resumeNode } from "../actions/drain-node.js";
import { isAlive, nodeTable, usualVersion } from "./nodes/table.js";

class NodesPage extends Page {
  #nodes = new Load(this, (signal) => nodes.search({ "per-page": 1000, count: "none" }, signal));
  #handlers = new Load(this, (signal) => handlers.search({ "per-page": 1000, count: "none" }, signal));
  #ready = new Load(this, (signal) => ready(signal));

  begin() {
    this.refresh();
    repeatedly(() => Promise.all([this.#nodes.again(), this.#handlers.again(), this.#ready.again()]), this.gone);
  }

  refresh() {
    return Promise.all([this.#nodes.run(), this.#handlers.run(), this.#ready.run()]);
  }

  view() {
    return html`<header class="page-head"><h1>${t("nav.nodes")}</h1></header>
      ${content(this.#nodes, (page) => this.#list(page.rows))}
      <div class="columns"><div class="wide-column">${panel(t("nodes.remote"), this.#handlers, (page) => workers(page.rows))}</div>
      <div class="narrow-column">${panel(t("nodes.answering"), this.#ready, checks)}</div></div>`;
  }

  #list(rows) {
    const shown = rows.filter((node) => node.state !== "stopped");
    const stopped = rows.filter((node) => node.state === "stopped");
    const act = (action) => async (node) => (await action(node, rows.filter(isAlive))) && this.#nodes.run();
    const acts = { drain: act(drainNode), resume: act(resumeNode) };
    return html`${usualVersion(rows).differ ? html`<p class="banner warn">${icon("warning")} ${t("nodes.versionsDiffer")}</p>` : nothing}
      ${nodeTable(shown, acts)}
      ${stopped.length > 0 ? html`<details class="stopped-nodes"><summary>${t("nodes.stoppedLately", { n: stopped.length })}</summary>${nodeTable(stopped, {})}</details>` : nothing}`;
  }
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
