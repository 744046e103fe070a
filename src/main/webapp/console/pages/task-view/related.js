// What belongs to a task: its files, subtasks and replays, and the other tasks of its entity and user.
import { html, nothing } from "../../vendor.js";
import { to } from "../../base/router.js";
import { files } from "../../base/api.js";
import { bytes, number, t } from "../../base/text.js";
import { quote } from "../../search/words.js";
import { panel } from "../../parts/panel.js";
import { status } from "../../parts/status.js";
import { ago } from "../../parts/time-ago.js";
import { icon } from "../../parts/icons.js";
import { shortId } from "../../parts/copy-text.js";

export function related(what) {
  const { task } = what;
  return html`
    ${some(what.files) ? panel(t("task.files"), what.files, (page) => fileList(page.rows)) : nothing}
    ${some(what.subtasks) ? panel(t("task.subtasks"), what.subtasks, taskList, { tools: all(what.subtasks, "parent:" + task.task_id) }) : nothing}
    ${some(what.replays) ? panel(t("task.replays"), what.replays, taskList, { tools: all(what.replays, "tag:replay:" + task.task_id) }) : nothing}
    ${task.entity_id && some(what.ofEntity) ? panel(t("task.ofEntity", { id: task.entity_id }), what.ofEntity, taskList, { tools: all(what.ofEntity, "entity:" + quote(task.entity_id)) }) : nothing}
    ${task.user_id && some(what.ofUser) ? panel(t("task.ofUser", { id: task.user_id }), what.ofUser, taskList, { tools: all(what.ofUser, "user:" + quote(task.user_id)) }) : nothing}`;
}

/** An empty part would say nothing, and one that failed has to say so. */
const some = (load) => load.error || load.data?.rows.length > 0;

function all(load, query) {
  const total = load.data?.total ?? 0;
  return total > load.data?.rows.length ? html`<a href=${to("tasks", null, { q: query, history: "1" })}>${t("task.all", { count: (load.data.estimated ? "≈ " : "") + number(total) })}</a>` : nothing;
}

const taskList = (page) => html`<ul class="list">${page.rows.map((task) => html`
  <li>${status(task.status)}<a href=${to("task", task.task_id)}>${task.handler}</a><small class="id">${shortId(task.task_id)}</small><span class="right">${ago(task.created_at)}</span></li>`)}</ul>`;

const fileList = (rows) => html`<ul class="list">${rows.map((file) => html`
  <li>${icon("files")}<a href=${files.place(file.file_id)} download>${file.name}</a><small>${bytes(file.size)}</small><span class="right">${ago(file.created_at)}</span></li>`)}</ul>`;
