// The columns of the list of tasks. "latest" says in one glance what matters at each status.
import { html, nothing } from "../../vendor.js";
import { to } from "../../base/router.js";
import { t } from "../../base/text.js";
import { duration, now, span } from "../../base/time.js";
import { pref } from "../../base/prefs.js";
import { ago } from "../../parts/time-ago.js";
import { status } from "../../parts/status.js";
import { shortId } from "../../parts/copy-text.js";
import { quote } from "../../search/words.js";

const none = html`<span class="none">–</span>`;

const found = (word, value) => (value === null ? none : html`<a class="value" href=${to("tasks", null, { q: word + ":" + quote(value) })}>${value}</a>`);

export const COLUMNS = [
  { name: "status", sort: "status", cell: (task) => status(task.status) },
  { name: "task", sort: "handler", cell: taskCell },
  { name: "latest", sort: null, cell: latest },
  { name: "user", sort: "user_id", cell: (task) => found("user", task.user_id) },
  { name: "entity", sort: "entity_id", cell: (task) => found("entity", task.entity_id) },
  { name: "tags", sort: null, cell: (task) => (task.tags.length ? task.tags.map((tag) => html`<a class="tag" href=${to("tasks", null, { q: "tag:" + quote(tag) })}>${tag}</a> `) : none) },
  { name: "priority", sort: "priority", kind: "number", cell: (task) => task.priority },
  { name: "attempt", sort: "attempt", kind: "number", cell: (task) => html`${task.attempt}<span class="none">/${task.max_attempts}</span>` },
  { name: "created", sort: "created_at", cell: (task) => ago(task.created_at) },
  { name: "due", sort: "run_at", cell: (task) => ago(task.run_at) },
  { name: "finished", sort: "finished_at", cell: (task) => ago(task.finished_at) },
  { name: "duration", sort: null, kind: "number", cell: (task) => duration(span(task.started_at, task.finished_at)) },
];

const USUAL = ["status", "task", "latest", "entity", "user", "attempt", "created"];

/** Those of the address, so that a link shows what its sender saw; else those that the reader has chosen. */
export const chosen = (route) => {
  const names = route.query.get("cols")?.split(",") ?? pref("columns") ?? USUAL;
  return COLUMNS.filter((column) => column.name === "task" || names.includes(column.name));
};

function taskCell(task) {
  return html`<a class="row-link" href=${to("task", task.task_id)} data-id=${task.task_id}>${task.handler}</a>
    <small class="id" title=${task.task_id}>${shortId(task.task_id)}</small>`;
}

function latest(task) {
  if (task.gone) {
    return html`<em>${t("tasks.gone")}</em>`;
  }
  switch (task.status) {
    case "failed":
      return task.error
        ? html`<span class="fault" title=${task.error.message}><b>${task.error.type}</b> ${task.error.message}</span>`
        : html`<span class="muted">${t("tasks.noError")}</span>`;
    case "running":
      return running(task);
    case "pending":
      return pending(task);
    default:
      return task.started_at ? html`<span class="muted">${t("tasks.took", { time: duration(span(task.started_at, task.finished_at)) })}</span>` : nothing;
  }
}

function running(task) {
  return html`${task.progress === null
    ? html`<span class="muted">${t("tasks.since")} ${ago(task.started_at)}</span>`
    : html`<progress max="100" value=${task.progress} aria-label=${t("task.progress")}></progress> <span class="num">${task.progress} %</span>`}
    ${task.progress_message ? html`<span class="muted">${task.progress_message}</span>` : nothing}`;
}

function pending(task) {
  const again = task.attempt > 0 ? html`<span class="fault">${task.error?.type ?? ""}</span> ` : nothing;
  if (task.run_at && Date.parse(task.run_at) > now()) {
    return html`${again}<span class="muted">${task.attempt > 0 ? t("tasks.again") : t("tasks.due")} ${ago(task.run_at)}</span>`;
  }
  return html`${again}<span class="muted">${t("tasks.waits")} ${ago(task.run_at ?? task.created_at)}</span>`;
}
