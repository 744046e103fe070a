// Acts on the tasks that were selected by hand: exactly those, one call each, by the same rules as for one.
import { html } from "../vendor.js";
import { tasks } from "../base/api.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { explain } from "../parts/panel.js";
import { toast } from "../parts/toast.js";

const AT_ONCE = 4;

export const retrySelected = (rows) => onEach(rows, "retry", false, (task, reason) => tasks.retry(task.task_id, reason));
export const cancelSelected = (rows) => onEach(rows, "cancel", false, (task, reason) => tasks.cancel(task.task_id, reason));
export const deleteSelected = (rows) => onEach(rows, "delete", true, (task, reason) => tasks.remove(task.task_id, { reason }));

async function onEach(rows, action, danger, call) {
  const outcome = await ask({
    title: t("selected." + action, { n: rows.length }),
    body: html`${effects(t("selected." + action + "Effect"), t("selected.changed"))}${sample(rows)}${reasonField()}`,
    submit: t("selected." + action + "Submit", { n: rows.length }),
    danger,
    act: (form) => each(rows, (task) => call(task, form.get("reason"))),
  });
  if (outcome) {
    tell(action, outcome);
  }
  return outcome;
}

const sample = (rows) => html`<ul class="sample">${rows.slice(0, 5).map((task) => html`<li>${task.handler} <small class="id">${task.task_id}</small></li>`)}
  ${rows.length > 5 ? html`<li>${t("selected.more", { n: rows.length - 5 })}</li>` : ""}</ul>`;

async function each(rows, call) {
  const waiting = [...rows];
  const refused = [];
  const worker = async () => {
    while (waiting.length > 0) {
      const task = waiting.shift();
      try {
        await call(task);
      } catch (problem) {
        refused.push({ task, problem });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { done: rows.length - refused.length, refused };
}

function tell(action, { done, refused }) {
  if (refused.length === 0) {
    toast(t("selected." + action + "Done", { n: done }));
  } else {
    toast(t("selected.someRefused", { done, n: refused.length, why: explain(refused[0].problem) }), { wrong: true });
  }
}
