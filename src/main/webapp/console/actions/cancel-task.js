// Cancels a task that waits, or asks one that runs to stop.
import { html } from "../vendor.js";
import { tasks } from "../base/api.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

export async function cancelTask(task) {
  const running = task.status === "running";
  const answer = await ask({
    title: t("cancel.title"),
    body: html`${effects(t(running ? "cancel.running" : "cancel.waiting"), t("cancel.again"))}${reasonField()}`,
    submit: t(running ? "cancel.ask" : "task.cancel"),
    danger: true,
    act: (form) => tasks.cancel(task.task_id, form.get("reason")),
  });
  if (answer) {
    toast(t(answer.status === 202 ? "cancel.asked" : "cancel.done"));
  }
  return answer;
}
