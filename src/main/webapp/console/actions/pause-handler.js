// Stops and resumes the claims of a handler, for the whole cluster.
import { html } from "../vendor.js";
import { handlers } from "../base/api.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { complain, toast } from "../parts/toast.js";

/** @param etag of the settings as they were shown: another's change since is not overwritten */
export async function pauseHandler(handler, etag) {
  const done = await ask({
    title: t("pause.title", { name: handler.name }),
    body: html`${effects(t("pause.effect"), t("pause.running", { n: handler.running }), t("pause.waiting", { n: handler.pending }))}${reasonField(t("pause.why"))}`,
    submit: t("handlers.pause"),
    act: (form) => handlers.update(handler.name, { paused: true }, { etag, reason: form.get("reason") }),
  });
  if (done) {
    toast(t("pause.done", { name: handler.name }));
  }
  return done;
}

/** The same for who has only its name. */
export async function resumeByName(name) {
  try {
    const { data, etag } = await handlers.view(name);
    return await resumeHandler(data, etag);
  } catch (problem) {
    return complain(problem);
  }
}

export async function resumeHandler(handler, etag) {
  const done = await ask({
    title: t("resume.title", { name: handler.name }),
    body: html`${effects(t("resume.effect", { n: handler.pending }))}${reasonField()}`,
    submit: t("handlers.resume"),
    act: (form) => handlers.update(handler.name, { paused: false }, { etag, reason: form.get("reason") }),
  });
  if (done) {
    toast(t("resume.done", { name: handler.name }));
  }
  return done;
}
