// A status is a word, a sign and a colour, in this order of importance.
import { html } from "../vendor.js";
import { icon } from "./icons.js";
import { t } from "../base/text.js";

export const status = (name) => html`<span class="status is-${name}">${icon(name)}<span>${t("status." + name)}</span></span>`;

/** Of anything that has no status of the API. */
export const mark = (kind, sign, word) => html`<span class="status is-${kind}">${icon(sign)}<span>${word}</span></span>`;
