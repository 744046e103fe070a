// Runs a finished task again with another request, as a new task. The old one stays as evidence, and both know each other by a tag.
import { html, nothing } from "../vendor.js";
import { tasks } from "../base/api.js";
import { maskedPaths } from "../base/masks.js";
import { pretty } from "../base/json.js";
import { go, to } from "../base/router.js";
import { t } from "../base/text.js";
import { ask, effects } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";
import "../parts/json-field.js";
import { icon } from "../parts/icons.js";
import { asReplay, losesTag } from "./as-new.js";

export async function replayTask(task) {
  const key = crypto.randomUUID?.();
  const hidden = maskedPaths(task.request);
  const answer = await ask({
    title: t("replay.title"),
    wide: true,
    body: html`${effects(t("replay.effect", { status: t("status." + task.status) }), losesTag(task) ? t("replay.tagLost") : null)}
      ${hidden.length > 0 ? html`<p class="banner warn">${icon("warning")} <span>${t("replay.masked")} ${hidden.map((path) => html`<code>${path || "request"}</code> `)}</span></p>` : nothing}
      <json-field .name=${"request"} .label=${t("task.request")} .rows=${14} .text=${hidden.includes("") ? "" : asText(task.request)}></json-field>`,
    submit: t("replay.submit"),
    act: () => tasks.create(bodyOf(task, document.querySelector("dialog json-field")), key),
  });
  if (answer) {
    toast(t("replay.done"), { link: { href: to("task", task.task_id), text: t("replay.back") } });
    go(to("task", answer.data.task_id));
  }
  return false;
}

const asText = (request) => (typeof request === "string" ? request : request === null ? "" : pretty(request));

/** A request that came as text stays text, as whoever sent it expects it. */
function bodyOf(task, field) {
  const request = typeof task.request === "string" && field.text.trim() ? field.text : field.read();
  return asReplay(task, request);
}
