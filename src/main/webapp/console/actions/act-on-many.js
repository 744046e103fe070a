// One action on all tasks that a filter finds: first what it would do, then the operation, which does that and nothing else.
import { html, nothing } from "../vendor.js";
import { operations } from "../base/api.js";
import { may } from "../base/me.js";
import { go, to } from "../base/router.js";
import { number, t } from "../base/text.js";
import { fromInput, sameDay, toInput } from "../base/time.js";
import { ask, effects, reasonField, STAY } from "../parts/dialog.js";
import { icon } from "../parts/icons.js";
import { actionWords, allowedActions, conditions, consequences, whyLeftOut } from "../parts/operation-words.js";
import { shortId } from "../parts/copy-text.js";
import { status } from "../parts/status.js";

const DANGERS = ["delete", "historize", "cancel"];

/**
 * Asks what is to be done, shows it, and leads to the page of the operation.
 *
 * @param what filter, history; words: the filter for people; action: the one that is offered first
 */
export async function actOnMany(what) {
  const made = await ask({
    title: t("operation.title"),
    wide: true,
    body: (state, update) => (state.preview ? previewed(state, what, update) : choice(state, what, update)),
    submit: (state) => (state.preview ? submitWord(state.preview) : t("operation.preview")),
    danger: (state) => state.preview && DANGERS.includes(state.preview.request.action),
    act: (form, state) => (state.preview ? create(form, state) : preview(form, state, what)),
  });
  if (made) {
    go(to("operation", made.operation_id));
  }
}

async function preview(form, state, what) {
  state.request = requestOf(form, what);
  state.expired = false;
  state.preview = await operations.preview(state.request);
  return STAY;
}

async function create(form, state) {
  try {
    return await operations.create(state.preview.token, form.get("reason")?.trim());
  } catch (problem) {
    if (problem.slug !== "preview-not-found") {
      throw problem;
    }
    state.preview = await operations.preview(state.request);
    state.expired = true;
    return STAY;
  }
}

const some = (name, list) => (list.length > 0 ? { [name]: list } : {});

const tags = (text) => (text ?? "").split(",").map((tag) => tag.trim()).filter(Boolean);

function requestOf(form, { filter, history }) {
  const action = form.get("action");
  const request = { action, filter, history: history ?? false, ...(form.get("all") ? { all: true } : {}) };
  switch (action) {
    case "delete":
      return form.get("force") ? { ...request, force: true } : request;
    case "priority":
      return { ...request, priority: Number(form.get("priority")) };
    case "run_at":
      return { ...request, run_at: fromInput(form.get("due")) };
    case "tags":
      return { ...request, ...some("add_tags", tags(form.get("add"))), ...some("remove_tags", tags(form.get("remove"))) };
    default:
      return request;
  }
}

function choice(state, what, update) {
  const offered = allowedActions();
  state.action ??= offered.some((one) => one.name === what.action) ? what.action : offered[0].name;
  const choose = (name) => () => {
    state.action = name;
    update();
  };
  return html`
    <p>${t("operation.which")} ${conditions(what.words, what.history)}</p>
    ${Object.keys(what.filter).length === 0 ? html`<label class="check"><input type="checkbox" name="all" required .checked=${state.request?.all === true}> ${t("operation.reallyAll")}</label>` : nothing}
    <fieldset class="field"><legend>${t("operation.action")}</legend><div class="options">${offered.map((one) => html`
      <label class="check"><input type="radio" name="action" value=${one.name} .checked=${one.name === state.action} ?autofocus=${one.name === state.action} @change=${choose(one.name)}>
        ${icon(one.sign)} ${t("operation.actions." + one.name)}</label>`)}</div></fieldset>
    ${argumentsOf(state)}`;
}

function argumentsOf({ action, request }) {
  switch (action) {
    case "delete":
      return may("task:operate") ? html`<label class="check"><input type="checkbox" name="force" .checked=${request?.force === true}> ${t("operation.force")}</label>` : nothing;
    case "priority":
      return html`<label class="field"><span>${t("task.priority")} <small>${t("form.priorityHint")}</small></span>
        <input type="number" name="priority" min="0" max="9" required .value=${String(request?.priority ?? 5)}></label>`;
    case "run_at":
      return html`<label class="field"><span>${t("task.due")} <small>${t("form.yourZone")}</small></span>
        <input type="datetime-local" name="due" .value=${request?.run_at ? toInput(request.run_at) : ""}></label><p class="note">${t("change.dueHint")}</p>`;
    case "tags":
      return html`<div class="grid"><label class="field"><span>${t("operation.addTags")} <small>${t("form.byCommas")}</small></span><input name="add" autocomplete="off" .value=${(request?.add_tags ?? []).join(", ")}></label>
        <label class="field"><span>${t("operation.removeTags")} <small>${t("form.byCommas")}</small></span><input name="remove" autocomplete="off" .value=${(request?.remove_tags ?? []).join(", ")}></label></div>`;
    default:
      return nothing;
  }
}

const canRun = (preview) => preview.matched > 0 && !preview.at_least;

const submitWord = (preview) => (canRun(preview) ? t("operation.submit." + preview.request.action, { n: preview.matched }) : null);

function previewed(state, what, update) {
  const { preview, expired } = state;
  const back = () => {
    state.preview = null;
    update();
    document.querySelector("dialog input[name=action]:checked")?.focus();
  };
  return html`
    ${expired ? html`<p class="banner warn" role="alert">${icon("warning")} ${t("operation.expired")}</p>` : nothing}
    <p><strong>${actionWords(preview.request)}</strong> ${conditions(what.words, what.history)}</p>
    <div class="previewed" tabindex="-1" autofocus>
      <p class="matched"><b>${preview.at_least ? t("operation.atLeast", { count: number(preview.matched) }) : number(preview.matched)}</b> ${t("operation.matched." + preview.request.action, { n: preview.matched })}</p>
      ${preview.at_least ? html`<p>${t("operation.tooMany", { n: preview.matched })}</p>` : nothing}
      ${canRun(preview) ? effects(...consequences(preview.request)) : nothing}
      ${preview.left_out.length > 0 ? leftOut(preview) : nothing}
    </div>
    ${sample(preview)}
    ${canRun(preview) ? reasonField(undefined, preview.reason_required) : nothing}
    <p class="note"><button type="button" class="link" @click=${back}>${t("operation.back")}</button>
      ${canRun(preview) ? html` · ${t("operation.goodUntil", { time: sameDay(preview.expires_at, preview.at) })}` : nothing}</p>`;
}

const leftOut = (preview) => html`<p>${t("operation.leftOut")}</p><ul class="left-out">${preview.left_out.map((one) => html`
  <li><b>${one.at_least ? "≥ " : ""}${number(one.count)}</b> ${one.status === "historized" ? t("operation.historized") : status(one.status)} <span class="muted">${whyLeftOut(preview.request.action, one.status)}</span></li>`)}</ul>`;

function sample({ sample: tasks, matched }) {
  if (tasks.length === 0) {
    return nothing;
  }
  return html`<p>${t(matched > tasks.length ? "operation.newest" : "operation.these", { n: tasks.length })}</p>
    <ul class="sample" tabindex="0" aria-label=${t("operation.these")}>${tasks.map((task) => html`
      <li>${status(task.status)} <a href=${to("task", task.task_id)} target="_blank" rel="noopener">${task.handler}</a> <small class="id">${shortId(task.task_id)}</small>
        <small class="muted">${[task.entity_id, task.user_id].filter(Boolean).join(" · ")}</small></li>`)}</ul>`;
}
