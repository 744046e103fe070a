// Stops an operation, and lets it go on where it was stopped. Both are done to its task.
import { html } from "../vendor.js";
import { tasks } from "../base/api.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

export async function stopOperation(operation) {
  const done = await ask({
    title: t("operation.stopTitle"),
    body: html`${effects(t("operation.stopEffect"), t("operation.stopLater"))}${reasonField()}`,
    submit: t("operation.stop"),
    danger: true,
    act: (form) => tasks.cancel(operation.operation_id, form.get("reason")),
  });
  if (done) {
    toast(t("operation.stopping"));
  }
  return done;
}

export async function goOn(operation) {
  const left = operation.matched - operation.done - operation.refused - operation.skipped;
  const done = await ask({
    title: t("operation.goOnTitle"),
    body: html`${effects(t("operation.goOnEffect", { n: left }), t("operation.effect.frozen"))}${reasonField()}`,
    submit: t("operation.goOn"),
    act: (form) => tasks.retry(operation.operation_id, form.get("reason")),
  });
  if (done) {
    toast(t("operation.goesOn"));
  }
  return done;
}
