// When a schedule runs next, in its own zone and in the reader's.
import { html, nothing } from "../vendor.js";
import { t } from "../base/text.js";
import { toTheMinute, zoneName } from "../base/time.js";
import { ago } from "./time-ago.js";
import { empty } from "./panel.js";

/** @param most how many; where there is room for few there is none for how long it takes, either */
export function nextRuns({ description, time_zone: zone, runs }, most = 10) {
  const wide = most === 10;
  const both = zone !== zoneName();
  return html`<p class="words">${description}</p>
    ${runs.length === 0 ? empty(t("schedules.noRuns")) : html`<table class="plain">
      <thead><tr><th scope="col">${zone}</th>${both ? html`<th scope="col">${zoneName()}</th>` : nothing}${wide ? html`<th scope="col">${t("schedules.in")}</th>` : nothing}</tr></thead>
      <tbody>${runs.slice(0, most).map((run) => html`<tr><td class="num">${local(run.local)}</td>${both ? html`<td class="num">${toTheMinute(run.run_at)}</td>` : nothing}${wide ? html`<td>${ago(run.run_at)}</td>` : nothing}</tr>`)}</tbody></table>`}`;
}

/** As clocks in that zone show it, with its offset, which tells summer from winter; seconds only where there are some. */
const local = (text) => text.replace("T", " ").replace(/(\d{2}:\d{2})(:\d{2})?(?=[+-]|Z)/, (all, time, seconds) => (seconds === ":00" ? time : all) + " ");
