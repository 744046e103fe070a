// Deletes a file, whatever still refers to it.
import { html } from "../vendor.js";
import { files } from "../base/api.js";
import { bytes, t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

export async function deleteFile(file) {
  const done = await ask({
    title: t("fileDelete.title", { name: file.name }),
    body: html`${effects(t("fileDelete.effect", { size: bytes(file.size) }), file.task_id ? t("fileDelete.ofTask") : null, t("delete.noUndo"))}${reasonField()}`,
    submit: t("task.delete"),
    danger: true,
    act: (form) => files.remove(file.file_id, { reason: form.get("reason") }),
  });
  if (done) {
    toast(t("fileDelete.done", { name: file.name }));
  }
  return done;
}
