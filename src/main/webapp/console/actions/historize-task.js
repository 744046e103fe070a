// Moves a finished task to history before its time.
import { html } from "../vendor.js";
import { tasks } from "../base/api.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

export async function historizeTask(task) {
  const done = await ask({
    title: t("historize.title"),
    body: html`${effects(t("historize.effect"), t("historize.noUndo"))}${reasonField()}`,
    submit: t("task.historize"),
    act: (form) => tasks.remove(task.task_id, { query: "?historicize=true", reason: form.get("reason") }),
  });
  if (done) {
    toast(t("historize.done"));
  }
  return done;
}
