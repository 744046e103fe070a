// What is done with a schedule.
import { html } from "../vendor.js";
import { schedules } from "../base/api.js";
import { go, to } from "../base/router.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

export async function triggerSchedule(one) {
  const key = crypto.randomUUID?.();
  const answer = await ask({
    title: t("trigger.title", { name: one.name }),
    body: effects(t("trigger.effect", { handler: one.handler }), t("trigger.rest")),
    submit: t("schedules.trigger"),
    act: () => schedules.trigger(one.schedule_id, key),
  });
  if (answer) {
    toast(t("trigger.done"), { link: { href: to("task", answer.data.task_id), text: t("trigger.see") } });
  }
  return answer;
}

export const pauseSchedule = (one) => setPaused(one, true);
export const resumeSchedule = (one) => setPaused(one, false);

async function setPaused(one, paused) {
  const word = paused ? "schedulePause" : "scheduleResume";
  const done = await ask({
    title: t(word + ".title", { name: one.name }),
    body: html`${effects(t(word + ".effect"), t(word + ".missed." + one.misfire))}${reasonField()}`,
    submit: t(paused ? "schedules.pause" : "schedules.resume"),
    act: (form) => schedules.update(one.schedule_id, { paused }, { reason: form.get("reason") }),
  });
  if (done) {
    toast(t(word + ".done", { name: one.name }));
  }
  return done;
}

export async function deleteSchedule(one) {
  const done = await ask({
    title: t("scheduleDelete.title", { name: one.name }),
    body: html`${effects(t("scheduleDelete.effect"), t("delete.noUndo"))}${reasonField()}`,
    submit: t("task.delete"),
    danger: true,
    act: (form) => schedules.remove(one.schedule_id, { reason: form.get("reason") }),
  });
  if (done) {
    toast(t("scheduleDelete.done", { name: one.name }));
    go(to("schedules"));
  }
  return false;
}
