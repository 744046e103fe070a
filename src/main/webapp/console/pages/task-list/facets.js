// Counts as navigation. They come from the counters of the service, which know status and handler of live tasks, and nothing else: with
// other conditions there are no numbers rather than wrong ones.
import { html, nothing } from "../../vendor.js";
import { number, t } from "../../base/text.js";
import { STATUSES } from "../../search/fields.js";
import { split, readWord, valuesOf, withField } from "../../search/words.js";
import { icon } from "../../parts/icons.js";

const MOST = 50;

/** Whether the counters know how many tasks match. */
function isCounted(query) {
  const terms = split(query).map(readWord);
  return terms.every((term) => ["status", "handler"].includes(term.word) && term.operator === ":" && !term.negated
    && term.values.every(({ text }) => !text.includes("*") && text !== "none"));
}

function counts(stats, query, history) {
  const handlers = valuesOf(query, "handler");
  if (!stats || !isCounted(query) || (history && handlers.length > 0)) {
    return null;
  }
  const lines = stats.handlers.filter((line) => handlers.length === 0 || handlers.includes(line.handler));
  const sum = (name) => lines.reduce((all, line) => all + line.by_status[name], 0) + (history ? stats.historized.by_status[name] : 0);
  return Object.fromEntries(STATUSES.map((name) => [name, sum(name)]));
}

/** All, pending, running … as tabs. */
export function statusTabs(stats, page) {
  const numbers = counts(stats, page.query, page.history);
  const named = valuesOf(page.query, "status");
  const all = numbers && STATUSES.reduce((sum, name) => sum + numbers[name], 0);
  return html`<nav class="tabs" aria-label=${t("tasks.byStatus")}>
    ${tab(page.where({ q: withField(page.query, "status", []) }), t("tasks.all"), all, named.length === 0, nothing)}
    ${STATUSES.map((name) => tab(page.where({ q: withField(page.query, "status", [name]) }), t("status." + name), numbers?.[name], named.length === 1 && named[0] === name, icon(name), name))}
  </nav>`;
}

function tab(href, label, count, here, sign, kind = "") {
  return html`<a href=${href} class=${kind ? "is-" + kind : ""} aria-current=${here ? "true" : nothing}>${sign}<span>${label}</span>
    ${count === undefined || count === null ? nothing : html`<b class="count ${count === 0 ? "zero" : ""}">${number(count)}</b>`}</a>`;
}

/** The handlers that have live tasks, the one with the most first. */
export function handlerFacet(stats, page) {
  const named = valuesOf(page.query, "status");
  const lines = (stats?.handlers ?? [])
    .map((line) => ({ handler: line.handler, count: named.length === 0 ? line.total : named.reduce((sum, name) => sum + (line.by_status[name] ?? 0), 0) }))
    .filter((line) => line.count > 0)
    .sort((a, b) => b.count - a.count);
  const here = valuesOf(page.query, "handler");
  const showCounts = isCounted(withField(page.query, "handler", []));
  return html`<details class="menu">
    <summary class="button">${icon("handlers")} ${here.length === 1 ? here[0] : t("tasks.handler")}</summary>
    <div class="menu-body"><ul>
      ${lines.length === 0 ? html`<li class="none">${t("tasks.noHandlers")}</li>` : nothing}
      ${here.length > 0 ? html`<li><a href=${page.where({ q: withField(page.query, "handler", []) })}>${t("tasks.allHandlers")}</a></li>` : nothing}
      ${lines.slice(0, MOST).map((line) => html`<li><a href=${page.where({ q: withField(page.query, "handler", [line.handler]) })}
        aria-current=${here.includes(line.handler) ? "true" : nothing}><span>${line.handler}</span>${showCounts ? html`<b class="count">${number(line.count)}</b>` : nothing}</a></li>`)}
    </ul></div>
  </details>`;
}
