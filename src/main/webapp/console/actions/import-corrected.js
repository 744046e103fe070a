// Imports a corrected file: stores it, and creates an import like the old one, which stays as evidence.
import { html } from "../vendor.js";
import { files, tasks } from "../base/api.js";
import { go, to } from "../base/router.js";
import { t } from "../base/text.js";
import { ask, effects } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";
import { asReplay, losesTag } from "./as-new.js";

export async function importCorrected(task) {
  const attempt = { file: null, stored: null, keys: new Map() };
  const stops = task.request?.on_error === "stop";
  const made = Number(task.response?.created ?? 0);
  const answer = await ask({
    title: t("imports.title"),
    body: html`${effects(t("imports.effect"), made > 0 ? t("imports.twice", { n: made }) : null, losesTag(task) ? t("replay.tagLost") : null)}
      <label class="field"><span>${t("imports.corrected")}</span><input type="file" name="file" required autofocus></label>
      <fieldset class="field"><legend>${t("imports.bad")}</legend>${["skip", "stop"].map((one) => html`
        <label class="check"><input type="radio" name="on_error" value=${one} ?checked=${stops === (one === "stop")}> ${t("imports." + one)}</label>`)}</fieldset>`,
    submit: t("imports.submit"),
    act: (form) => send(task, form, attempt),
  });
  if (answer) {
    toast(t("imports.begun"), { link: { href: to("task", task.task_id), text: t("replay.back") } });
    go(to("task", answer.data.task_id));
  }
  return false;
}

/** If the second step fails, pressing the button again does not store the file again. */
async function send(task, form, attempt) {
  const file = form.get("file");
  if (attempt.file !== file) {
    attempt.stored = (await files.create(file, crypto.randomUUID?.(), task.user_id)).data.file_id;
    attempt.file = file;
  }
  const request = { file_id: attempt.stored, on_error: form.get("on_error") };
  const same = request.file_id + request.on_error;
  attempt.keys.set(same, attempt.keys.get(same) ?? crypto.randomUUID?.());
  return tasks.create(asReplay(task, request), attempt.keys.get(same));
}
