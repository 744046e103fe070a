// Changes when a waiting task is due and how urgent it is.
import { html } from "../vendor.js";
import { tasks } from "../base/api.js";
import { t } from "../base/text.js";
import { fromInput, toInput } from "../base/time.js";
import { ask, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

export async function changeTask(task) {
  const { etag } = await tasks.view(task.task_id);
  const done = await ask({
    title: t("change.title"),
    body: html`
      <label class="field"><span>${t("task.due")} <small>${t("form.yourZone")}</small></span>
        <input type="datetime-local" name="due" .value=${task.run_at ? toInput(task.run_at) : ""}></label>
      <p class="note">${t("change.dueHint")}</p>
      <label class="field"><span>${t("task.priority")} <small>${t("form.priorityHint")}</small></span>
        <input type="number" name="priority" min="0" max="9" required .value=${String(task.priority)}></label>
      <label class="field"><span>${t("task.maxAttempts")}</span>
        <input type="number" name="max" min="1" max="1000" required .value=${String(task.max_attempts)}></label>
      ${reasonField()}`,
    submit: t("form.save"),
    act: (form) => tasks.update(task.task_id, read(form, task), { etag, reason: form.get("reason") }),
  });
  if (done) {
    toast(t("change.done"));
  }
  return done;
}

/** A due time that was not touched keeps its seconds. */
function read(form, task) {
  const due = form.get("due");
  const same = task.run_at && due === toInput(task.run_at);
  return { priority: Number(form.get("priority")), max_attempts: Number(form.get("max")), ...(same ? {} : { run_at: fromInput(due) }) };
}
