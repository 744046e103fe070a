// Has a failed or cancelled task run again.
import { tasks } from "../base/api.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { html } from "../vendor.js";
import { toast } from "../parts/toast.js";

export async function retryTask(task) {
  const done = await ask({
    title: t("retry.title"),
    body: html`${effects(t("retry.effect", { n: task.max_attempts }), t("retry.cleared"))}${reasonField()}`,
    submit: t("task.retry"),
    act: (form) => tasks.retry(task.task_id, form.get("reason")),
  });
  if (done) {
    toast(t("retry.done"));
  }
  return done;
}
