// What an import has made of its file: where the file is, how many tasks came of it, which rows are bad and why; and the way to import a
// corrected one.
import { html, nothing } from "../../vendor.js";
import { files } from "../../base/api.js";
import { may } from "../../base/me.js";
import { bytes, t } from "../../base/text.js";
import { panel } from "../../parts/panel.js";
import { ago } from "../../parts/time-ago.js";
import { icon } from "../../parts/icons.js";
import { importCorrected } from "../../actions/import-corrected.js";
import { isFinished } from "../task-list/follow.js";

export const IMPORT = "ImportHandler";

/** Of larger files the rows are not shown: whoever wants to see them fetches the file. */
const READ = 1024 * 1024;
const SHOWN = 300;

/** The file of an import, and its lines if a bad one is to be shown. */
export async function imported(task, signal) {
  const { file_id: id, content } = task.request ?? {};
  if (typeof id !== "string") {
    return { inRequest: typeof content === "string", lines: linesOf(content) };
  }
  const { rows } = await files.search({ filter: { file_id: id }, "per-page": 1, count: "none" }, signal);
  const [file] = rows;
  const shows = file && rejected(task).length > 0 && file.size <= READ;
  return { file, gone: !file, lines: shows ? linesOf(await files.text(id, signal)) : [] };
}

const linesOf = (text) => (typeof text === "string" ? text.split(/\r\n|\r|\n/) : []);

const rejected = (task) => task.response?.rejected ?? [];

/** Whether a corrected file is what is wanted next. */
const wantsMore = (task) => may("task:write") && isFinished(task) && (task.status === "failed" || rejected(task).length > 0);

export function importPanel(task, load) {
  const tools = wantsMore(task) ? html`<button type="button" class=${task.error?.retryable ? "" : "primary"} @click=${() => importCorrected(task)}>${icon("upload")} ${t("imports.button")}</button>` : nothing;
  return panel(t("imports.panel"), load, (one) => html`${source(one)}${outcome(task)}${rows(task, one.lines)}`, { tools, kind: "import" });
}

function source({ file, gone, inRequest }) {
  if (gone) {
    return html`<p class="banner warn">${icon("warning")} ${t("imports.gone")}</p>`;
  }
  if (!file) {
    return inRequest ? html`<p class="muted">${t("imports.inRequest")}</p>` : nothing;
  }
  return html`<ul class="list"><li>${icon("files")}<a href=${files.place(file.file_id)} download>${file.name}</a><small>${bytes(file.size)}</small><span class="right">${ago(file.created_at)}</span></li></ul>`;
}

function outcome({ response }) {
  return response?.created === undefined ? nothing
    : html`<p class="import-outcome"><b>${t("imports.created", { n: Number(response.created) })}</b>, <b class=${Number(response.rejected_total) > 0 ? "fault" : ""}>${t("imports.rejected", { n: Number(response.rejected_total) })}</b></p>`;
}

function rows(task, lines) {
  const bad = rejected(task);
  const more = Number(task.response?.rejected_total ?? 0) - bad.length;
  return bad.length === 0 ? nothing : html`<table class="rows rejected">
    <thead><tr><th scope="col" class="number">${t("imports.line")}</th><th scope="col">${t("imports.why")}</th>${lines.length > 0 ? html`<th scope="col">${t("imports.row")}</th>` : nothing}</tr></thead>
    <tbody>${bad.map(({ line, reason }) => html`<tr>
      <td class="number" data-label=${t("imports.line")}>${Number(line)}</td>
      <td class="fault" data-label=${t("imports.why")}>${reason}</td>
      ${lines.length > 0 ? html`<td data-label=${t("imports.row")}><code>${clipped(lines[line - 1] ?? "")}</code></td>` : nothing}</tr>`)}</tbody></table>
    ${more > 0 ? html`<p class="note">${t("selected.more", { n: more })}</p>` : nothing}`;
}

const clipped = (text) => (text.length > SHOWN ? text.slice(0, SHOWN) + "…" : text);
