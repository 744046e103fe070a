// <payload-view>: a request or response, as a tree or as text, to copy and to download.
import { html, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { bytes, t } from "../base/text.js";
import { compact, parseExact, pretty } from "../base/json.js";
import { icon } from "./icons.js";
import { copied } from "./copy-text.js";
import "./json-tree.js";

const TOO_LONG_TO_PRINT = 256 * 1024;

class PayloadView extends View {
  #value = null;
  #text = "null";
  #raw = false;
  name = "payload";

  /** A value that came as a string holds JSON itself: it is shown as that. */
  set value(value) {
    const text = typeof value === "string" ? value : compact(value);
    if (text !== this.#text) {
      this.#text = text;
      this.#value = typeof value === "string" ? readable(value) : value;
      this.update();
    }
  }

  view() {
    if (this.#value === null) {
      return html`<p class="none">${t("json.none")}</p>`;
    }
    const size = new Blob([this.#text]).size;
    return html`
      <div class="payload-tools">
        <div class="switch" role="group" aria-label=${t("json.show")}>
          <button type="button" aria-pressed=${!this.#raw} @click=${() => this.#show(false)}>${t("json.tree")}</button>
          <button type="button" aria-pressed=${this.#raw} @click=${() => this.#show(true)}>${t("json.raw")}</button>
        </div>
        <small>${bytes(size)}</small>
        <button type="button" class="quiet tiny" aria-label=${t("json.copy", { name: this.name })} title=${t("copy.copy")} @click=${() => copied(this.#print())}>${icon("copy")}</button>
        <button type="button" class="quiet tiny" aria-label=${t("json.download", { name: this.name })} title=${t("json.save")} @click=${() => this.#download()}>${icon("download")}</button>
      </div>
      ${this.#raw ? this.#rawView(size) : html`<json-tree .value=${this.#value}></json-tree>`}`;
  }

  #rawView(size) {
    if (size > TOO_LONG_TO_PRINT) {
      return html`<p>${t("json.tooLong", { size: bytes(size) })}</p>${nothing}`;
    }
    return html`<pre class="raw" tabindex="0" aria-label=${this.name}>${this.#print()}</pre>`;
  }

  #print() {
    return typeof this.#value === "string" ? this.#text : pretty(this.#value);
  }

  #show(raw) {
    this.#raw = raw;
    this.update();
  }

  #download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.#print()], { type: "application/json" }));
    link.download = this.name + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
}

function readable(text) {
  try {
    return parseExact(text);
  } catch {
    return text;
  }
}

customElements.define("payload-view", PayloadView);
