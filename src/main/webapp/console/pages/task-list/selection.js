// What can be done with the rows that one has marked: each by itself, or with more choice as one operation; and with all that the search finds.
import { html, nothing } from "../../vendor.js";
import { may } from "../../base/me.js";
import { number, t } from "../../base/text.js";
import { split } from "../../search/words.js";
import { icon } from "../../parts/icons.js";
import { allowedActions } from "../../parts/operation-words.js";
import { actOnMany } from "../../actions/act-on-many.js";
import { cancelSelected, deleteSelected, retrySelected } from "../../actions/selected-tasks.js";
import { isFinished } from "./follow.js";

/**
 * @param rows the marked ones
 * @param page the list
 * @param done is called when something was done to them
 * @param unselect marks none
 */
export function selectionBar(rows, page, done, unselect) {
  if (rows.length === 0) {
    return nothing;
  }
  const ended = rows.filter((task) => ["failed", "cancelled"].includes(task.status) && !task.historized_at);
  const going = rows.filter((task) => !isFinished(task));
  const act = (action, which) => async () => (await action(which)) && done();
  return html`<div class="selection" role="region" aria-label=${t("tasks.selection")}>
    <b>${t("tasks.selected", { n: rows.length })}</b>
    ${may("task:write") && ended.length ? html`<button type="button" @click=${act(retrySelected, ended)}>${icon("retry")} ${t("tasks.retry", { count: ended.length })}</button>` : nothing}
    ${may("task:write") && going.length ? html`<button type="button" @click=${act(cancelSelected, going)}>${icon("cancelled")} ${t("tasks.cancel", { count: going.length })}</button>` : nothing}
    ${may("task:delete") ? html`<button type="button" class="danger-quiet" @click=${act(deleteSelected, rows)}>${icon("trash")} ${t("tasks.delete", { count: rows.length })}</button>` : nothing}
    ${allowedActions().length ? html`<button type="button" @click=${() => actOnMany(these(rows))}>${t("tasks.actOnThese", { n: rows.length })}</button>` : nothing}
    ${(page.list.data?.total ?? 0) > rows.length ? actOnAll(page) : nothing}
    <button type="button" class="quiet" @click=${unselect}>${t("tasks.unselect")}</button>
  </div>`;
}

const these = (rows) => ({ filter: { task_id: rows.map((task) => task.task_id) }, words: [t("tasks.selected", { n: rows.length })], history: rows.some((task) => task.historized_at !== null) });

/** Acts on the very filter of the list, also where its rows are on further pages. */
export function actOnAll(page) {
  const found = page.list.data;
  if (allowedActions().length === 0 || !found || found.rows.length === 0) {
    return nothing;
  }
  const { filter, history } = page.body();
  const count = found.total === null ? "" : (found.estimated ? "≈ " : "") + number(found.total);
  return html`<button type="button" @click=${() => actOnMany({ filter, history, words: split(page.query) })}>${t("tasks.actOnAll", { count })}</button>`;
}
