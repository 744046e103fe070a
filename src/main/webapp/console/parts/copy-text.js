// A text to be copied, such as a line for a shell; and a small button that copies.
import { html } from "../vendor.js";
import { View } from "../base/view.js";
import { copy } from "../base/curl.js";
import { t } from "../base/text.js";
import { icon } from "./icons.js";
import { toast } from "./toast.js";

/** @param warning what has to be known of the text, if there is something */
export async function copied(text, warning) {
  await copy(text);
  toast(warning ?? t("copy.done"), { wrong: warning !== undefined });
}

class CopyText extends View {
  #text = "";

  set text(text) {
    this.#text = text;
    this.update();
  }

  view() {
    return html`<div class="copy-text">
      <pre tabindex="0" aria-label=${t("copy.text")}>${this.#text}</pre>
      <button type="button" class="quiet" aria-label=${t("copy.copy")} title=${t("copy.copy")} @click=${() => copied(this.#text)}>${icon("copy")}</button>
    </div>`;
  }
}

customElements.define("copy-text", CopyText);

/** An id: short enough for a list, whole on hover, copied by a click. */
export const copyButton = (text, label) =>
  html`<button type="button" class="quiet tiny" title=${label ?? t("copy.copy")} aria-label=${(label ?? t("copy.copy")) + ": " + text} @click=${() => copied(text)}>${icon("copy")}</button>`;

/** The end of an id: the beginning of a version 7 is its time, and the same for all tasks of a minute. */
export const shortId = (id) => "…" + id.slice(-12);
