// What is said of an operation on many tasks, before it runs and after.
import { html, nothing } from "../vendor.js";
import { may } from "../base/me.js";
import { t } from "../base/text.js";
import { absolute } from "../base/time.js";

/** The handler whose tasks are operations. Anybody can create a task of it; one that no preview has made is none. */
export const OPERATE = "OperateHandler";

/** Each with the scope that it needs, as it does for one task, and its sign. */
const ACTIONS = [
  { name: "retry", scope: "task:write", sign: "retry" },
  { name: "cancel", scope: "task:write", sign: "cancelled" },
  { name: "delete", scope: "task:delete", sign: "trash" },
  { name: "historize", scope: "task:delete", sign: "history" },
  { name: "priority", scope: "task:write", sign: "up" },
  { name: "run_at", scope: "task:write", sign: "schedules" },
  { name: "tags", scope: "task:write", sign: "edit" },
];

/** What this caller may do with many tasks. */
export const allowedActions = () => (may("task:read") ? ACTIONS.filter((action) => may(action.scope)) : []);

export const signOf = (action) => ACTIONS.find((one) => one.name === action)?.sign ?? "tasks";

/** "Change the priority to 9" */
export function actionWords(request) {
  const word = request.action === "run_at" && request.run_at === null ? "now" : request.action === "delete" && request.force ? "force" : request.action;
  return t("operation.does." + word, values(request));
}

function values({ priority, run_at: due, add_tags: add, remove_tags: remove }) {
  const tags = [...(add ?? []).map((tag) => "+" + tag), ...(remove ?? []).map((tag) => "−" + tag)];
  return { priority: priority ?? "", due: due ? absolute(due) : "", tags: tags.join(" ") };
}

/** What happens to the tasks, in sentences. */
export function consequences(request) {
  const { action, force } = request;
  const more = { cancel: "cancelRunning", historize: "historizeWaiting" }[action] ?? (action === "delete" ? (force ? "forced" : "family") : null);
  return [t("operation.effect." + action), more && t("operation.effect." + more), ["delete", "historize"].includes(action) ? t("delete.noUndo") : null,
    t("operation.effect.frozen")];
}

/** Why tasks of a status are left out. */
export const whyLeftOut = (action, status) =>
  status === "historized" ? t("operation.leaves.historized") : t("operation.leaves." + (action === "run_at" && status === "running" ? "begun" : action));

/** A condition may list hundreds of ids. */
const LONG = 160;

/** The conditions as they are typed in the search; without any it is said that there is none. */
export const conditions = (words, history = false) => html`<span class="conditions">
  ${words.length > 0 ? words.map((word) => html`<code class="tag" title=${word}>${word.length > LONG ? word.slice(0, LONG) + "…" : word}</code> `) : html`<b>${t("operation.allTasks")}</b>`}
  ${history ? html`<small class="muted">${t("operation.withHistory")}</small>` : nothing}</span>`;
