// A part of a page with a title: waits, fails and is tried again alone.
import { html, nothing } from "../vendor.js";
import { t } from "../base/text.js";
import { icon } from "./icons.js";

/**
 * @param load what it shows
 * @param body (data) => template
 * @param tools template, right of the title
 */
export function panel(title, load, body, { tools = nothing, kind = "" } = {}) {
  return html`<section class="panel ${kind}" aria-busy=${load.busy && load.empty}>
    <header><h2>${title}</h2><div class="tools">${tools}</div></header>
    ${content(load, body)}
  </section>`;
}

/** The same without a title. */
export function content(load, body) {
  if (load.error && load.empty) {
    return failure(load.error, () => load.run());
  }
  if (load.empty) {
    return load.busy ? skeleton() : nothing;
  }
  return html`${load.error ? html`<p class="stale" role="status">${icon("warning")} ${t("panel.stale")} ${explain(load.error)}
      <button type="button" class="link" @click=${() => load.run()}>${t("panel.retry")}</button></p>` : nothing}
    ${body(load.data)}`;
}

export const skeleton = () => html`<div class="skeleton" role="status"><span class="aside">${t("panel.loading")}</span><i></i><i></i><i></i></div>`;

export function failure(problem, retry) {
  return html`<div class="failure" role="alert">
    ${icon("warning")}
    <div>
      <p><strong>${title(problem)}</strong></p>
      ${problem.detail ? html`<p>${problem.detail}</p>` : nothing}
      ${faults(problem)}
      <p class="tools">
        ${retry ? html`<button type="button" @click=${retry}>${t("panel.retry")}</button>` : nothing}
        ${problem.page ? html`<a href=${problem.page} target="_blank" rel="noopener">${t("panel.meaning")}</a>` : nothing}
        ${problem.status >= 500 && problem.requestId ? html`<small>${t("panel.requestId", { id: problem.requestId })}</small>` : nothing}
      </p>
    </div>
  </div>`;
}

function title(problem) {
  return problem.status === 0 ? t("panel.unreachable") : problem.title || problem.message || t("panel.broken");
}

/** In one line. */
export const explain = (problem) => [title(problem), problem.detail].filter(Boolean).join(": ");

export const faults = (problem) =>
  problem.faults?.length > 0
    ? html`<ul class="faults">${problem.faults.map((one) => html`<li>${one.pointer ? html`<code>${one.pointer}</code> ` : nothing}${one.message}</li>`)}</ul>`
    : nothing;

/** What there is to say when there is nothing: why, what to do, and the same by curl. */
export function empty(sentence, { action = nothing, curl = null } = {}) {
  return html`<div class="empty">
    <p>${sentence}</p>
    ${action === nothing ? nothing : html`<p>${action}</p>`}
    ${curl ? html`<copy-text .text=${curl}></copy-text>` : nothing}
  </div>`;
}
