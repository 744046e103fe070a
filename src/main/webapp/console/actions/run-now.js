// Has a task that waits for its time run as soon as somebody is free.
import { html } from "../vendor.js";
import { tasks } from "../base/api.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

export async function runNow(task) {
  const done = await ask({
    title: t("runNow.title"),
    body: html`${effects(t("runNow.effect"))}${reasonField()}`,
    submit: t("why.now"),
    act: (form) => tasks.update(task.task_id, { run_at: null }, { reason: form.get("reason") }),
  });
  if (done) {
    toast(t("runNow.done"));
  }
  return done;
}
