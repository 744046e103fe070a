// Nodes in a table: those that are gone first, since they need somebody.
import { html, nothing } from "../../vendor.js";
import { runsInstallation } from "../../base/me.js";
import { bytes, number, t } from "../../base/text.js";
import { absolute } from "../../base/time.js";
import { empty } from "../../parts/panel.js";
import { icon } from "../../parts/icons.js";
import { mark } from "../../parts/status.js";
import { ago } from "../../parts/time-ago.js";

const SIGNS = {
  gone: ["failed", "warning"],
  serving: ["completed", "check"],
  draining: ["pending", "pending"],
  drained: ["paused", "pause"],
  stopped: ["cancelled", "cancelled"],
};
const ORDER = Object.keys(SIGNS);

export const isAlive = (node) => node.state !== "gone" && node.state !== "stopped";

/** The version of the node that started last, and whether others that run have another one. */
export function usualVersion(rows) {
  const alive = rows.filter(isAlive);
  const newest = alive.reduce((latest, node) => (latest === null || node.started_at > latest.started_at ? node : latest), null);
  return { version: newest?.version ?? null, differ: alive.some((node) => node.version !== newest.version) };
}

/**
 * @param acts drain and resume, each called with the node; what is missing is not offered
 */
export function nodeTable(rows, acts) {
  if (rows.length === 0) {
    return empty(t("nodes.none"));
  }
  const { version } = usualVersion(rows);
  const sorted = [...rows].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || one.name.localeCompare(other.name));
  return html`<table class="rows nodes">
    <thead><tr><th scope="col">${t("nodes.name")}</th><th scope="col">${t("nodes.state")}</th><th scope="col">${t("nodes.slots")}</th><th scope="col" class="number">${t("nodes.leases")}</th>
      <th scope="col">${t("nodes.heap")}</th><th scope="col">${t("nodes.heard")}</th><th scope="col">${t("nodes.started")}</th><th scope="col">${t("nodes.version")}</th>
      ${acts.drain ? html`<th scope="col"><span class="aside">${t("nodes.actions")}</span></th>` : nothing}</tr></thead>
    <tbody>${sorted.map((node) => row(node, version, acts))}</tbody></table>`;
}

function row(node, version, acts) {
  const other = isAlive(node) && node.version !== version;
  return html`<tr>
    <td class="col-task" data-label=${t("nodes.name")}><b class="id">${node.name}</b></td>
    <td class="col-status" data-label=${t("nodes.state")}>${mark(...SIGNS[node.state], t("nodes.states." + node.state))}</td>
    <td data-label=${t("nodes.slots")}>${bar(node.busy, node.slots, t("nodes.slotsOf", { busy: number(node.busy), n: number(node.slots) }))}</td>
    <td class="number" data-label=${t("nodes.leases")}>${number(node.leases)}${node.lost > 0 ? html` ${mark("failed", "warning", t("nodes.lost", { n: node.lost }))}` : nothing}</td>
    <td data-label=${t("nodes.heap")}>${bar(node.heap_used, node.heap_max, t("nodes.heapOf", { used: bytes(node.heap_used), max: bytes(node.heap_max) }))}</td>
    <td data-label=${t("nodes.heard")} title=${t("nodes.ticked", { at: absolute(node.ticked_at) })}>${ago(node.seen_at)}</td>
    <td data-label=${t("nodes.started")}>${ago(node.started_at)}</td>
    <td data-label=${t("nodes.version")}>${node.version}${other ? html` ${mark("pending", "warning", t("nodes.otherVersion"))}` : nothing}</td>
    ${acts.drain ? html`<td class="row-tools">${tool(node, acts)}</td>` : nothing}</tr>`;
}

const bar = (value, most, words) =>
  most > 0 ? html`<span class="gauge"><progress max=${most} value=${Math.min(value, most)} aria-label=${words}></progress> <span>${words}</span></span>` : html`<span class="none">–</span>`;

function tool(node, acts) {
  if (!isAlive(node) || !runsInstallation()) {
    return nothing;
  }
  return node.drain
    ? html`<button type="button" aria-label=${t("nodes.resumeOne", { name: node.name })} @click=${() => acts.resume(node)}>${icon("play")} ${t("nodes.resume")}</button>`
    : html`<button type="button" aria-label=${t("nodes.drainOne", { name: node.name })} @click=${() => acts.drain(node)}>${icon("pause")} ${t("nodes.drain")}</button>`;
}
