// Who did it, in lines; the same beside a task, a handler or a schedule, and on the page of the audit.
import { html, nothing } from "../vendor.js";
import { t } from "../base/text.js";
import { to } from "../base/router.js";
import { quote } from "../search/words.js";
import { compact } from "../base/json.js";
import { toTheMinute } from "../base/time.js";
import { ago } from "./time-ago.js";
import { empty } from "./panel.js";
import { shortId } from "./copy-text.js";

export const actor = (row) =>
  row.principal_kind === "nobody" ? t("audit.nobody")
  : [t("audit.kinds." + row.principal_kind), row.user_id ?? name(row.principal_id)].filter(Boolean).join(" ");

/** Ids of tasks and schedules are long; their end tells them apart. */
const name = (id) => (id?.length > 24 ? shortId(id) : id);

export function auditList(rows) {
  if (rows.length === 0) {
    return empty(t("audit.noneHere"));
  }
  return html`<ul class="list audit">${rows.map((row) => html`
    <li><div><p><b>${row.action}</b> <a class="value" href=${to("audit", null, { q: row.principal_id ? "by:" + quote(row.principal_id) : "as:" + row.principal_kind })}>${actor(row)}</a></p>
      ${row.reason ? html`<p class="reason">“${row.reason}”</p>` : nothing}
      ${changes(row)}</div><span class="right">${ago(row.at)}</span></li>`)}</ul>`;
}

/** priority 5 → 9 */
export function changes(row) {
  if (!row.before || !row.after) {
    return nothing;
  }
  const names = Object.keys(row.after).filter((name) => !["updated_at"].includes(name)).slice(0, 6);
  return html`<p class="changes">${names.map((name) => html`<span><code>${name}</code> ${short(row.before[name])} → ${short(row.after[name])}</span> `)}</p>`;
}

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function short(value) {
  const text = value === null || value === undefined ? "–" : typeof value !== "string" ? compact(value) : MOMENT.test(value) ? toTheMinute(value) : value;
  return text.length > 60 ? text.slice(0, 60) + "…" : text;
}
