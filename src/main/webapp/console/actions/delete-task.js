// Deletes a task. If something hangs on it the server says what, and asks again.
import { html, nothing } from "../vendor.js";
import { tasks } from "../base/api.js";
import { may } from "../base/me.js";
import { go, to } from "../base/router.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField, STAY } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";
import { status } from "../parts/status.js";
import { icon } from "../parts/icons.js";

const SHOWN = 10;

export async function deleteTask(task) {
  const done = await ask({
    title: t("delete.title"),
    body: (state) => html`${state.more ? hanging(state.more, task) : effects(t("delete.effect"), t("delete.noUndo"))}${reasonField()}`,
    submit: (state) => (state.more ? t("delete.all", { n: state.more.total + 1 }) : t("task.delete")),
    danger: true,
    act: (form, state) => remove(task, form, state),
  });
  if (done) {
    toast(t("delete.done"));
    go(to("tasks"));
  }
  return false;
}

async function remove(task, form, state) {
  try {
    return await tasks.remove(task.task_id, { query: state.more ? "?force=true" : "", reason: form.get("reason") });
  } catch (problem) {
    if (problem.slug !== "delete-needs-force" || !may("task:operate")) {
      throw problem;
    }
    state.more = problem.body;
    return STAY;
  }
}

function hanging(more, task) {
  return html`${effects(task.status === "running" ? t("delete.isRunning") : null, more.total > 0 ? t("delete.hanging", { n: more.total }) : null, t("delete.noUndo"))}
    <ul class="sample">${more.entities.slice(0, SHOWN).map((one) => html`
      <li>${one.type === "file" ? html`${icon("files")} ${one.name}` : html`${status(one.status)} ${one.handler}`} <small class="id">${one.id}</small></li>`)}
      ${more.total > SHOWN ? html`<li>${t("selected.more", { n: more.total - SHOWN })}</li>` : nothing}</ul>`;
}
